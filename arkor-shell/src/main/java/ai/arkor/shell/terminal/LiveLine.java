package ai.arkor.shell.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;

/**
 * A last line of a terminal that is drawn over again, under output that scrolls. Whoever writes to {@link #over} removes the line first, and the line
 * is not drawn while other output stands in the middle of one, so that neither damages the other. Thread-safe.
 */
public final class LiveLine implements AutoCloseable {

    private static final String ERASE = "\r\033[K";

    private final OutputStream terminal;
    private final Charset charset;
    private boolean drawn;
    private boolean lineBegun;

    public LiveLine(OutputStream terminal, Charset charset) {
        this.terminal = terminal;
        this.charset = charset;
    }

    /** Draws the line in place of the one before; leaves it while other output has begun a line and not ended it. */
    public synchronized void draw(String text) {
        if (!lineBegun) {
            write((drawn ? ERASE : "") + text);
            drawn = true;
        }
    }

    public synchronized void erase() {
        if (drawn) {
            write(ERASE);
            drawn = false;
        }
    }

    /** A stream to the same terminal that writes over the line. */
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
                synchronized (LiveLine.this) {
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
