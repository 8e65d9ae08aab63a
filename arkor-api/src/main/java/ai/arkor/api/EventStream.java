package ai.arkor.api;

import java.util.Iterator;

/**
 * A run's events, pulled: iterating blocks for the next event and ends after the run's last. To be iterated once, by one thread; closing detaches,
 * also from another thread, and ends a blocked {@code hasNext()}, which then is false. Faults come out of {@code hasNext()} as those of
 * {@link TrainingRun#await(AwaitOptions)}.
 */
public interface EventStream extends Iterable<TrainingEvent>, AutoCloseable {

    @Override
    Iterator<TrainingEvent> iterator();

    /** Stops observing, not the run. Idempotent. */
    @Override
    void close();
}
