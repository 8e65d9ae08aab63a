package ai.arkor.shell.prompt;

import ai.arkor.shell.terminal.LiveBlock;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * What everything at the prompt prints to: whole lines above the line that is being typed, and straight to the terminal while none is. Lines are collected
 * and printed in one go some times a second, because each time the line below is drawn anew: however much is printed, keys are answered. Who prints faster
 * than a terminal shows is held back. Thread-safe.
 */
final class AbovePrompt implements AutoCloseable {

    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(40);
    /** After so long without its end, a line is shown as it is. */
    private static final long UNENDED = TimeUnit.MILLISECONDS.toNanos(300);
    /** In characters. */
    private static final int AT_ONCE = 1 << 16;
    private static final int MOST_WAITING = 1 << 20;

    private final PrintStream direct;
    private final Charset charset;
    /** Held while lines go above the prompt, and by who takes the prompt away; before the lock of this object, never after it. */
    private final Object turn = new Object();
    private final StringBuilder waiting = new StringBuilder();
    private final List<Out> streams = new ArrayList<>();
    private final Thread printing;
    private @Nullable LineReader typed;
    private @Nullable Thread typing;
    private boolean directLineBegun;
    private @Nullable Out begunBy;
    private boolean closed;

    AbovePrompt(Terminal terminal, LiveBlock liveBlock) {
        charset = terminal.encoding();
        direct = liveBlock.over(terminal.output());
        printing = new Thread(this::print, "arkor-above-prompt");
        printing.setDaemon(true);
        printing.start();
    }

    /** A new stream; lines of different streams do not mix. */
    PrintStream stream() {
        Out out = new Out();
        synchronized (this) {
            streams.add(out);
        }
        return new PrintStream(out, true, charset);
    }

    /** Reads a line, under what is printed meanwhile. */
    String read(LineReader reader, String prompt) {
        synchronized (this) {
            endLine();
            typed = reader;
            typing = Thread.currentThread();
        }
        try {
            return reader.readLine(prompt);
        } finally {
            synchronized (turn) {
                stopTyping();
            }
        }
    }

    private synchronized void stopTyping() {
        typed = null;
        typing = null;
        streams.forEach(Out::giveAll);
        byte[] rest = waiting.toString().getBytes(charset);
        waiting.setLength(0);
        writeDirectly(rest, 0, rest.length);
        notifyAll();
    }

    /** Ends a line that was begun, so that the prompt stands at the left. */
    private void endLine() {
        if (directLineBegun) {
            writeDirectly(new byte[] {'\n'}, 0, 1);
        }
    }

    private void writeDirectly(byte[] bytes, int offset, int length) {
        if (length > 0) {
            direct.write(bytes, offset, length);
            direct.flush();
            directLineBegun = bytes[offset + length - 1] != '\n';
        }
    }

    private void print() {
        try {
            while (awaitLines()) {
                synchronized (turn) {
                    LineReader under;
                    String lines;
                    synchronized (this) {
                        under = typed;
                        lines = under == null ? "" : take();
                    }
                    if (under != null && !lines.isEmpty()) {
                        // Without the lock of this object: the reader's thread may print while it holds the reader's.
                        under.printAbove(lines);
                    }
                }
                TimeUnit.NANOSECONDS.sleep(PACE);
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return false when closed */
    private synchronized boolean awaitLines() throws InterruptedException {
        while (!closed) {
            long now = System.nanoTime();
            streams.forEach(out -> out.giveUnended(now));
            if (typed != null && waiting.length() > 0) {
                return true;
            }
            boolean begun = typed != null && streams.stream().anyMatch(Out::isBegun);
            wait(begun ? TimeUnit.NANOSECONDS.toMillis(PACE) : 0);
        }
        return false;
    }

    /** Whole lines, as many as are printed in one go. */
    private String take() {
        int end = waiting.length() <= AT_ONCE ? waiting.length() : waiting.indexOf("\n", AT_ONCE) + 1;
        String lines = waiting.substring(0, end);
        waiting.delete(0, end);
        notifyAll();
        return lines;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        synchronized (turn) {
            stopTyping();
        }
    }

    /** One stream, with the line it has begun. Guarded by the lock of the whole. */
    private final class Out extends OutputStream {

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private long lastWritten;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            synchronized (AbovePrompt.this) {
                if (typed == null) {
                    if (directLineBegun && begunBy != this && length > 0) {
                        writeDirectly(new byte[] {'\n'}, 0, 1);
                    }
                    writeDirectly(bytes, offset, length);
                    begunBy = this;
                    return;
                }
                int from = offset;
                for (int at = offset; at < offset + length; at++) {
                    if (bytes[at] == '\n') {
                        line.write(bytes, from, at - from);
                        giveLine();
                        from = at + 1;
                    }
                }
                line.write(bytes, from, offset + length - from);
                lastWritten = System.nanoTime();
                AbovePrompt.this.notifyAll();
                awaitRoom();
            }
        }

        /** The thread that types never waits: it is the one that makes room in the end. */
        private void awaitRoom() {
            while (waiting.length() > MOST_WAITING && typed != null && typing != Thread.currentThread()) {
                try {
                    AbovePrompt.this.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        private boolean isBegun() {
            return line.size() > 0;
        }

        private void giveLine() {
            waiting.append(PrintedLine.harmless(line.toString(charset))).append('\n');
            line.reset();
        }

        private void giveUnended(long now) {
            if (typed != null && isBegun() && now - lastWritten >= UNENDED && isWhole()) {
                giveLine();
            }
        }

        /** The line is not typed over any more, and can go on where it is. */
        private void giveAll() {
            if (isBegun()) {
                waiting.append(PrintedLine.harmless(line.toString(charset)));
                line.reset();
            }
        }

        /** Whether the last character is there with all of its bytes; those of any charset but UTF-8 are taken to be. */
        private boolean isWhole() {
            byte[] bytes = line.toByteArray();
            if (!charset.name().equals("UTF-8")) {
                return true;
            }
            int first = bytes.length - 1;
            while (first > 0 && first > bytes.length - 4 && (bytes[first] & 0xc0) == 0x80) {
                first--;
            }
            int lead = bytes[first] & 0xff;
            int needed = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
            return bytes.length - first >= needed;
        }
    }
}
