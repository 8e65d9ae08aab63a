package ai.arkor.shell.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Leaves the terminal as it was found, however the program ends, but for a kill that nobody hears of. JLine gives the modes of the device back; this undoes
 * what was written to it: bracketed paste, the keypad's application mode, a hidden cursor, colours.
 */
public final class TerminalGuard implements AutoCloseable {

    private static final byte[] RESTORED = "\033[?2004l\033[?1l\033>\033[?25h\033[0m\r\033[K".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream terminal = new FileOutputStream(FileDescriptor.out);
    private final boolean dumb;
    private final Thread hook = new Thread(this::restore, "arkor-restore-terminal");

    /** @param dumb whether the terminal would show what is written as it is, so that nothing is */
    public TerminalGuard(boolean dumb) {
        this.dumb = dumb;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void restore() {
        if (dumb) {
            return;
        }
        try {
            terminal.write(RESTORED);
            terminal.flush();
        } catch (IOException gone) {
            // There is no terminal to restore.
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook does it.
        }
    }
}
