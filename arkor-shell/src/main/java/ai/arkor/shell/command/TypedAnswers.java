package ai.arkor.shell.command;

import ai.arkor.shell.scaffold.Questions;
import ai.arkor.shell.terminal.InterruptSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;

/** Asks in plain lines on the terminal, which does the editing of the line. */
final class TypedAnswers implements Questions, AutoCloseable {

    private final BufferedReader in;
    private final PrintStream out;
    private final InterruptSource.Registration interrupts;

    /** @param onInterrupt has to end the program, because nothing wakes a thread that reads from a terminal */
    TypedAnswers(InputStream in, Charset charset, PrintStream out, InterruptSource interrupts, Runnable onInterrupt) {
        this.in = new BufferedReader(new InputStreamReader(in, charset));
        this.out = out;
        this.interrupts = interrupts.onInterrupt(onInterrupt);
    }

    @Override
    public Optional<String> ask(String question) {
        out.print(question);
        out.flush();
        try {
            Optional<String> answer = Optional.ofNullable(in.readLine());
            if (answer.isEmpty()) {
                // Ctrl-D leaves the line begun.
                out.println();
            }
            return answer;
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        interrupts.end();
    }
}
