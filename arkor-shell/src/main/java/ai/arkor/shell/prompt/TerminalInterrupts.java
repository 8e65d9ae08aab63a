package ai.arkor.shell.prompt;

import ai.arkor.shell.terminal.InterruptSource;
import org.jline.terminal.Terminal;

/** The Ctrl-C of a terminal that JLine has taken over. */
record TerminalInterrupts(Terminal terminal) implements InterruptSource {

    @Override
    public Registration onInterrupt(Runnable action) {
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> action.run());
        return () -> terminal.handle(Terminal.Signal.INT, before);
    }
}
