package ai.arkor.shell.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The process's standard input. */
public record StandardInput(boolean isTerminal) implements Input {

    @Override
    public String all() throws IOException {
        byte[] bytes = System.in.readAllBytes();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The terminal is JLine's while a line is typed, and as it was before when it is not, so that output goes its usual way. */
    @Override
    public Lines lines() throws IOException {
        Terminal terminal = TerminalBuilder.builder().system(true).build();
        // Into a file or a pipe nothing of the guard's is to go.
        TerminalGuard guard = new TerminalGuard(!Tty.isOutTerminal() || terminal.getType().startsWith(Terminal.TYPE_DUMB));
        LineReader reader = LineReaderBuilder.builder().terminal(terminal).appName("arkor").option(LineReader.Option.DISABLE_EVENT_EXPANSION, true).build();
        return new Lines() {
            @Override
            public Optional<String> next(String prompt) {
                while (true) {
                    try {
                        return Optional.of(reader.readLine(prompt));
                    } catch (UserInterruptException dropped) {
                        // Asked again.
                    } catch (EndOfFileException end) {
                        return Optional.empty();
                    }
                }
            }

            @Override
            public void close() throws IOException {
                try (guard) {
                    terminal.close();
                }
            }
        };
    }
}
