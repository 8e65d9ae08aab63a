package ai.arkor.shell.command;

import ai.arkor.api.TrainingEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Tells the events a run had already from those that happen while they are read, which a stream does not say: after the former it is quiet for a moment,
 * or the times of the events go by as fast as the clock. Clocks need not agree. Times called {@code now} are as {@link System#nanoTime()}. Not thread-safe.
 */
final class Backlog {

    private static final long QUIET = Duration.ofSeconds(1).toNanos();

    /** A run that began has events, and a far backend takes its time to send the first. */
    private static final long FIRST = Duration.ofSeconds(5).toNanos();

    /** Read from a store, events of many seconds come in one. */
    private static final int FASTER = 2;

    private long quietAt;
    private boolean connected = true;
    private @Nullable Instant windowTime;
    private long windowStart;

    /** @param queued whether the run has not begun, so that there may be no events */
    Backlog(boolean queued, long now) {
        quietAt = now + (queued ? QUIET : FIRST);
    }

    void connection(boolean established, long now) {
        connected = established;
        quietAt = now + FIRST;
    }

    /** Whether nothing has come for a while although something could have. */
    boolean isQuiet(long now) {
        return connected && now - quietAt >= 0;
    }

    /** Whether this event, which was just read, has just happened. */
    boolean isFresh(TrainingEvent event, long now) {
        quietAt = now + QUIET;
        Instant time = time(event);
        if (time == null) {
            return false;
        }
        Instant since = windowTime;
        long passed = now - windowStart;
        if (since == null || passed >= QUIET) {
            windowTime = time;
            windowStart = now;
        }
        return since != null && passed >= QUIET && Duration.between(since, time).toNanos() <= FASTER * passed;
    }

    private static @Nullable Instant time(TrainingEvent event) {
        try {
            return Instant.parse(event.meta().timestamp());
        } catch (DateTimeParseException notIso) {
            return null;
        }
    }
}
