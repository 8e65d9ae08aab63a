package ai.arkor.shell.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The process's standard streams, with live lines under them where they are a terminal. User code writes to the same through {@link System#out}. */
public final class Streams {

    private final PrintStream out;
    private final PrintStream err;
    private final Screen screen;

    private Streams(PrintStream out, PrintStream err, Screen screen) {
        this.out = out;
        this.err = err;
        this.screen = screen;
    }

    /** Takes {@link System#out} and {@link System#err} over. */
    public static Streams open(Tty tty, Map<String, String> environment) {
        OutputStream rawOut = new FileOutputStream(FileDescriptor.out);
        OutputStream rawErr = new FileOutputStream(FileDescriptor.err);
        Charset charset = charset(tty);
        Style style = Style.of(tty.colours());
        Streams streams;
        if (tty.out()) {
            WindowSize size = new WindowSize();
            LiveBlock liveBlock = new LiveBlock(rawOut, charset, size::columns, System::nanoTime);
            // Ended from outside, the program leaves a clean last line.
            Runtime.getRuntime().addShutdownHook(new Thread(liveBlock::close));
            PrintStream out = liveBlock.over(rawOut);
            Screen screen = new LiveScreen(liveBlock, out, size::columns, size::rows, style, Glyphs.of(environment, charset));
            streams = new Streams(out, tty.err() ? liveBlock.over(rawErr) : plain(rawErr, charset), screen);
        } else {
            PrintStream out = plain(new PipeOut(rawOut), charset);
            streams = new Streams(out, plain(rawErr, charset), new LineScreen(out::println, style));
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
}
