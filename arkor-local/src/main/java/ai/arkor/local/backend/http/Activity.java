package ai.arkor.local.backend.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** When somebody last asked something of the backend. Thread-safe. */
public final class Activity {

    private final InstantSource clock;
    private Instant last;
    private int open;

    public Activity(InstantSource clock) {
        this.clock = clock;
        this.last = clock.instant();
    }

    /** Whether nobody asked anything for that long, and nothing is being answered. */
    public synchronized boolean isIdle(Duration duration) {
        return open == 0 && !last.plus(duration).isAfter(clock.instant());
    }

    public synchronized void touch() {
        last = clock.instant();
    }

    /** An answer that takes its time; until it is closed the backend is not idle. */
    synchronized Call call() {
        open++;
        touch();
        return this::ended;
    }

    private synchronized void ended() {
        open--;
        touch();
        notifyAll();
    }

    /** Waits until nothing is being answered, at most that long. */
    synchronized void awaitQuiet(long milliseconds) {
        long deadline = System.nanoTime() + milliseconds * 1_000_000;
        try {
            for (long left = milliseconds; open > 0 && left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An answer that takes its time. */
    interface Call extends AutoCloseable {
        @Override
        void close();
    }
}
