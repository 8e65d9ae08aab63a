package ai.arkor.shell.prompt;

import ai.arkor.shell.terminal.LiveBlock;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * What everything at the prompt prints to: whole lines above the line that is being typed, and straight to the terminal while none is. Thread-safe.
 */
final class AbovePrompt extends OutputStream {

    private @Nullable LineReader reader;
    private final PrintStream direct;
    private final Charset charset;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private boolean directLineBegun;

    AbovePrompt(Terminal terminal, LiveBlock liveBlock) {
        charset = terminal.encoding();
        direct = liveBlock.over(terminal.output());
    }

    /**
     * From now on there may be a line that is being typed.
     *
     * @return where it was typed until now
     */
    synchronized Optional<LineReader> under(LineReader value) {
        Optional<LineReader> before = Optional.ofNullable(reader);
        reader = value;
        return before;
    }

    PrintStream stream() {
        return new PrintStream(this, true, charset);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return;
        }
        LineReader typed = reader;
        if (typed == null || !typed.isReading()) {
            begun.writeBytes(Arrays.copyOfRange(bytes, offset, offset + length));
            byte[] all = begun.toByteArray();
            begun.reset();
            direct.write(all, 0, all.length);
            direct.flush();
            directLineBegun = all[all.length - 1] != '\n';
            return;
        }
        int from = offset;
        for (int at = offset; at < offset + length; at++) {
            if (bytes[at] == '\n') {
                begun.write(bytes, from, at - from);
                typed.printAbove(begun.toString(charset));
                begun.reset();
                from = at + 1;
            }
        }
        begun.write(bytes, from, offset + length - from);
    }

    /** Ends a line that was begun, so that the prompt stands at the left. */
    synchronized void endLine() {
        if (directLineBegun) {
            write('\n');
        }
    }
}
