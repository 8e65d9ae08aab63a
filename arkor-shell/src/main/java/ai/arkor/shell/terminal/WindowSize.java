package ai.arkor.shell.terminal;

import java.io.IOException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** The size of the process's terminal. It is asked for each time, because windows are resized. Thread-safe. */
final class WindowSize {

    private @Nullable Terminal terminal;

    /** 0 when it cannot be asked. */
    int columns() {
        return now().getColumns();
    }

    /** 0 when it cannot be asked. */
    int rows() {
        return now().getRows();
    }

    private synchronized Size now() {
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
