package ai.arkor.shell.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;

/**
 * The last lines of a terminal, drawn over again under output that scrolls. Whoever writes to {@link #over} removes the block first, and the block
 * is not drawn while other output stands in the middle of a line, so that neither damages the other. Thread-safe.
 */
public final class LiveBlock implements AutoCloseable {

    private static final String ERASE_LINE = "\r\033[K";

    private final OutputStream terminal;
    private final Charset charset;
    /** How many lines stand there. */
    private int drawn;
    private boolean lineBegun;

    public LiveBlock(OutputStream terminal, Charset charset) {
        this.terminal = terminal;
        this.charset = charset;
    }

    /** Draws the lines in place of those before; leaves them while other output has begun a line and not ended it. No line may be wider than the terminal. */
    public synchronized void draw(List<String> lines) {
        if (!lineBegun) {
            // In one write, so that no terminal shows the moment without them.
            write(erasure() + String.join("\r\n", lines));
            drawn = lines.size();
        }
    }

    public synchronized void erase() {
        if (drawn > 0) {
            write(erasure());
            drawn = 0;
        }
    }

    private String erasure() {
        if (drawn == 0) {
            return "";
        }
        return drawn == 1 ? ERASE_LINE : "\r\033[" + (drawn - 1) + "A\033[J";
    }

    /** A stream to the same terminal that writes over the block. */
    public PrintStream over(OutputStream stream) {
        return new PrintStream(new Over(stream), true, charset);
    }

    @Override
    public void close() {
        erase();
    }

    private void write(String text) {
        try {
            terminal.write(text.getBytes(charset));
            terminal.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Over extends OutputStream {
        private final OutputStream stream;

        Over(OutputStream stream) {
            this.stream = stream;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > 0) {
                synchronized (LiveBlock.this) {
                    erase();
                    stream.write(bytes, offset, length);
                    lineBegun = bytes[offset + length - 1] != '\n';
                }
            }
        }

        @Override
        public void flush() throws IOException {
            stream.flush();
        }
    }
}
