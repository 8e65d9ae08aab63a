package ai.arkor.shell.prompt;

import ai.arkor.shell.terminal.InterruptSource;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Ctrl-C that leaves a way out of what does not answer to it: the second one says that it does not stop, the third ends the shell. Thread-safe.
 *
 * @param leaveAtOnce ends the program
 */
record Escalation(InterruptSource source, PrintStream out, Runnable leaveAtOnce) implements InterruptSource {

    @Override
    public Registration onInterrupt(Runnable action) {
        AtomicInteger pressed = new AtomicInteger();
        return source.onInterrupt(() -> pressed(pressed.incrementAndGet(), action));
    }

    private void pressed(int times, Runnable action) {
        if (times > 2) {
            leaveAtOnce.run();
            return;
        }
        if (times == 2) {
            out.println("It does not stop: it is in code that cannot be interrupted. Ctrl-C once more ends the shell; runs go on.");
        }
        // Also the second time, because the first may have been swallowed.
        action.run();
    }
}
