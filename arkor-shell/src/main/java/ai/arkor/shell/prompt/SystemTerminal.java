package ai.arkor.shell.prompt;

import ai.arkor.shell.terminal.Tty;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;

/** Opens the process's terminal without another process, each of which would hold the prompt up. */
final class SystemTerminal {

    /** Terminals that are called the same and are the same everywhere, and whose description JLine brings along: the system's is not asked for. */
    private static final Set<String> KNOWN = Set.of("xterm", "xterm-256color", "screen", "screen-256color");

    private SystemTerminal() {}

    /** A dumb terminal is asked for as well as a good one, because JLine complains of those it was not. */
    static Terminal open(Map<String, String> environment) throws IOException {
        String type = environment.getOrDefault("TERM", "");
        if (KNOWN.contains(type)) {
            InfoCmp.setLoadedInfoCmp(type, InfoCmp.getDefaultInfoCmp(type));
        }
        // With other ways as well, JLine has another program look at the streams even when it does not need it.
        Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).providers("jni").build();
        if (!terminal.getType().startsWith(Terminal.TYPE_DUMB) || Tty.isDumb(environment)) {
            return terminal;
        }
        terminal.close();
        return TerminalBuilder.builder().system(true).dumb(true).providers("exec").build();
    }
}
