package ai.arkor.shell.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * The last lines of a terminal, drawn over again under output that scrolls. Whoever writes to {@link #over} takes the block away first and puts it back
 * after a whole line, and the block is not drawn while other output stands in the middle of a line, so that neither damages the other. Thread-safe.
 */
public final class LiveBlock implements AutoCloseable {

    private static final String ERASE_LINE = "\r\033[K";
    private static final String ERASE_REST = "\033[J";
    /** In two parts, because there are terminals that, told to erase all of their screen, keep it as something that scrolled off. */
    private static final String ERASE_BLOCK = "\033[K\033[B" + ERASE_REST + "\033[A";

    /** Output that comes faster than this has the block put back by the next drawing, and is not slowed down by it. */
    private static final long PAUSE = Duration.ofMillis(100).toNanos();

    private final OutputStream terminal;
    private final Charset charset;
    private final IntSupplier columns;
    private final LongSupplier nanos;
    /** What is to stand there; empty for no block. */
    private List<String> lines = List.of();
    private boolean standing;
    /** How wide the terminal was when it was drawn. */
    private int drawnColumns;
    private long lastPutBack;
    private boolean lineBegun;
    private boolean closed;

    public LiveBlock(OutputStream terminal, Charset charset) {
        this(terminal, charset, () -> 0, System::nanoTime);
    }

    /**
     * @param columns how wide the terminal is now; 0 when it does not know
     * @param nanos as {@link System#nanoTime()}
     */
    public LiveBlock(OutputStream terminal, Charset charset, IntSupplier columns, LongSupplier nanos) {
        this.terminal = terminal;
        this.charset = charset;
        this.columns = columns;
        this.nanos = nanos;
        lastPutBack = nanos.getAsLong() - PAUSE;
    }

    /** Draws the lines in place of those before; leaves them while other output has begun a line and not ended it. No line may be wider than the terminal. */
    public synchronized void draw(List<String> wanted) {
        if (closed || lineBegun) {
            return;
        }
        int now = columns.getAsInt();
        boolean sameWidth = now == drawnColumns;
        if (standing && sameWidth && wanted.equals(lines)) {
            return;
        }
        // In one write, so that no terminal shows the moment without them.
        if (standing && sameWidth && !wanted.isEmpty()) {
            // Over the old ones, which flickers less than to erase them first.
            write(top() + String.join("\033[K\r\n", wanted) + "\033[K" + (wanted.size() < lines.size() ? ERASE_REST : ""));
        } else {
            write(erasure() + String.join("\r\n", wanted));
        }
        lines = List.copyOf(wanted);
        standing = !lines.isEmpty();
        drawnColumns = now;
    }

    public synchronized void erase() {
        lift();
        lines = List.of();
    }

    /** Leaves what stands there as it is, below what was printed, and draws no more. */
    @Override
    public synchronized void close() {
        if (standing) {
            write("\r\n");
            standing = false;
        }
        lines = List.of();
        closed = true;
    }

    /** Ends a line that other output has begun, so that what follows stands at the left. */
    public synchronized void endLine() {
        if (lineBegun) {
            write("\r\n");
            lineBegun = false;
        }
    }

    private void lift() {
        if (standing) {
            write(erasure());
            standing = false;
        }
    }

    private String erasure() {
        if (!standing) {
            return "";
        }
        return rows() == 1 ? ERASE_LINE : top() + ERASE_BLOCK;
    }

    /** To the beginning of the block's first row. */
    private String top() {
        int rows = rows();
        return rows == 1 ? "\r" : "\r\033[" + (rows - 1) + "A";
    }

    /** More than lines when the window was made narrower since: nearly every terminal then breaks them. */
    private int rows() {
        int now = columns.getAsInt();
        return now <= 0 || now >= drawnColumns
                ? lines.size()
                : lines.stream().mapToInt(line -> Math.max(1, (Cells.width(line) + now - 1) / now)).sum();
    }

    /** A stream to the same terminal that writes over the block. */
    public PrintStream over(OutputStream stream) {
        return new PrintStream(new Over(stream), true, charset);
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
                    lift();
                    stream.write(bytes, offset, length);
                    lineBegun = bytes[offset + length - 1] != '\n';
                    putBack();
                }
            }
        }

        private void putBack() throws IOException {
            long now = nanos.getAsLong();
            if (!lines.isEmpty() && !lineBegun && now - lastPutBack >= PAUSE) {
                lastPutBack = now;
                stream.flush();
                draw(lines);
            }
        }

        @Override
        public void flush() throws IOException {
            stream.flush();
        }
    }
}
