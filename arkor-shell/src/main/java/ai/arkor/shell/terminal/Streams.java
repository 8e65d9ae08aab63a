package ai.arkor.shell.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** The process's standard streams, with live lines under them where they are a terminal. User code writes to the same through {@link System#out}. */
public final class Streams {

    private final PrintStream out;
    private final PrintStream err;
    private final Screen screen;
    private @Nullable Terminal terminal;

    private Streams(PrintStream out, PrintStream err, Tty tty, @Nullable LiveBlock liveBlock) {
        this.out = out;
        this.err = err;
        Style style = Style.of(tty.colours());
        screen = liveBlock == null ? new LineScreen(out::println, style) : new LiveScreen(liveBlock, out, () -> size().getColumns(), () -> size().getRows(), style);
    }

    /** Takes {@link System#out} and {@link System#err} over. */
    public static Streams open(Tty tty) {
        OutputStream rawOut = new FileOutputStream(FileDescriptor.out);
        OutputStream rawErr = new FileOutputStream(FileDescriptor.err);
        Charset charset = charset(tty);
        Streams streams;
        if (tty.out()) {
            LiveBlock liveBlock = new LiveBlock(rawOut, charset);
            // Ended from outside, the program leaves a clean last line.
            Runtime.getRuntime().addShutdownHook(new Thread(liveBlock::erase));
            streams = new Streams(liveBlock.over(rawOut), tty.err() ? liveBlock.over(rawErr) : plain(rawErr, charset), tty, liveBlock);
        } else {
            streams = new Streams(plain(rawOut, charset), plain(rawErr, charset), tty, null);
        }
        System.setOut(streams.out);
        System.setErr(streams.err);
        return streams;
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    public Screen screen() {
        return screen;
    }

    private static PrintStream plain(OutputStream stream, Charset charset) {
        return new PrintStream(stream, true, charset);
    }

    /** Windows terminals have code pages; everything else here is UTF-8. */
    private static Charset charset(Tty tty) {
        return tty.out() && System.getProperty("os.name", "").startsWith("Windows")
                ? Charset.forName(System.getProperty("stdout.encoding", StandardCharsets.UTF_8.name()))
                : StandardCharsets.UTF_8;
    }

    /** Asks the terminal each time, because windows are resized; zeros when it cannot be asked. */
    private synchronized Size size() {
        try {
            if (terminal == null) {
                terminal = TerminalBuilder.builder().system(true).dumb(true).nativeSignals(false).build();
            }
            return terminal.getSize();
        } catch (IOException noTerminal) {
            return new Size();
        }
    }
}
