package ai.arkor.api;

/**
 * Told what a {@link Sweep} does; for those who draw progress. It must not throw: what {@link #event} throws counts as thrown by a callback of the trial,
 * and what the others throw ends the sweep.
 */
public interface SweepListener {

    /** The trial's job was created; on the sweep's thread. */
    default void started(SweepTrial trial) {}

    /**
     * An event of a trial, before the trainer's callback for it and on that callback's thread: in order for each trial, of several trials at the same time.
     *
     * @param trial as it is after the event
     */
    default void event(SweepTrial trial, TrainingEvent event) {}

    /** The stream of a trial's events was lost, or is back; on the thread of its callbacks. */
    default void connection(SweepTrial trial, ConnectionChange change) {}

    /**
     * A trial is over, could not be started, or could not be watched to its end; on the sweep's thread.
     *
     * @param soFar the whole sweep as it is now
     */
    default void ended(SweepTrial trial, SweepResult soFar) {}
}
