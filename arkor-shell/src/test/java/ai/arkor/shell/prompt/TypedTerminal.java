package ai.arkor.shell.prompt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A terminal that a test types at and reads. */
final class TypedTerminal {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PipedOutputStream keys = new PipedOutputStream();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Terminal terminal;
    private int seen;

    TypedTerminal() throws IOException {
        terminal = TerminalBuilder.builder().system(false).type("dumb").encoding(StandardCharsets.UTF_8)
                .streams(new PipedInputStream(keys, 65_536), new Screen()).build();
    }

    Terminal terminal() {
        return terminal;
    }

    void type(String line) throws IOException {
        keys.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    /** Waits until that text is shown, after what was waited for before. */
    void await(String text) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (shown) {
            int at;
            while ((at = text().indexOf(text, seen)) < 0) {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (left <= 0) {
                    throw new AssertionError("never shown: " + text + "\nshown so far:\n" + text());
                }
                shown.wait(left);
            }
            seen = at + text.length();
        }
    }

    String text() {
        synchronized (shown) {
            return shown.toString(StandardCharsets.UTF_8);
        }
    }

    private final class Screen extends OutputStream {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            synchronized (shown) {
                shown.write(bytes, offset, length);
                shown.notifyAll();
            }
        }
    }
}
