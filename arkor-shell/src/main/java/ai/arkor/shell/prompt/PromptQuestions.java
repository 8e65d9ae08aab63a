package ai.arkor.shell.prompt;

import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;

/** Asks for lines that are neither Java nor commands, and are not remembered. Used from the prompt's thread. */
final class PromptQuestions {

    private final Terminal terminal;
    private final AbovePrompt above;

    PromptQuestions(Terminal terminal, AbovePrompt above) {
        this.terminal = terminal;
        this.above = above;
    }

    /** The answer; empty after Ctrl-C or Ctrl-D. */
    Optional<String> ask(String question) {
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                // Backslashes and quotes are meant as they are typed.
                .parser(new DefaultParser().escapeChars(new char[0]).quoteChars(new char[0]))
                .variable(LineReader.DISABLE_HISTORY, true)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        try {
            return Optional.of(above.read(reader, question));
        } catch (UserInterruptException | EndOfFileException left) {
            return Optional.empty();
        }
    }
}
