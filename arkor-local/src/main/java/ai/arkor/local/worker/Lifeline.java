package ai.arkor.local.worker;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Watches the standard input, which the backend holds open for as long as it lives. Once it is cut, the run stops at its next step; a process that
 * gets to no next step in time is ended.
 */
final class Lifeline {

    /** Longer than a step of the largest model that is sensible on a CPU. */
    static final Duration TO_LEAVE = Duration.ofSeconds(20);

    private final Duration toLeave;
    private final Runnable end;
    private volatile boolean cut;

    private Lifeline(Duration toLeave, Runnable end) {
        this.toLeave = toLeave;
        this.end = end;
    }

    /** @param end called when the process is still there {@code toLeave} after the cut */
    static Lifeline on(InputStream input, Duration toLeave, Runnable end) {
        Lifeline lifeline = new Lifeline(toLeave, end);
        Thread watch = new Thread(() -> lifeline.watch(input), "arkor-lifeline");
        watch.setDaemon(true);
        watch.start();
        return lifeline;
    }

    private void watch(InputStream input) {
        try {
            while (input.read() >= 0) {
                // It carries nothing.
            }
        } catch (IOException broken) {
            // As good as closed.
        }
        cut = true;
        try {
            Thread.sleep(toLeave.toMillis());
            end.run();
        } catch (InterruptedException notToBeEnded) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the backend is gone. */
    boolean isCut() {
        return cut;
    }
}
