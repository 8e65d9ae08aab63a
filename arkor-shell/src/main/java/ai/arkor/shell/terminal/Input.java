package ai.arkor.shell.terminal;

import java.io.IOException;
import java.util.Optional;

/** What is typed or piped to the program. */
public interface Input {

    /** Nothing to read from, as at the prompt, which reads itself. */
    Input NONE = new Input() {
        @Override
        public boolean isTerminal() {
            return false;
        }

        @Override
        public String all() throws IOException {
            throw new IOException("the prompt has no standard input");
        }

        @Override
        public Lines lines() throws IOException {
            throw new IOException("the prompt has no standard input");
        }
    };

    /** Whether a person can be asked. */
    boolean isTerminal();

    /** Everything up to its end, in UTF-8. */
    String all() throws IOException;

    /** Asks for lines. */
    Lines lines() throws IOException;

    /** Lines a person types. */
    interface Lines extends AutoCloseable {

        /** The next one; empty when there are no more. Ctrl-C drops what was typed and asks again. */
        Optional<String> next(String prompt);

        @Override
        void close() throws IOException;
    }
}
