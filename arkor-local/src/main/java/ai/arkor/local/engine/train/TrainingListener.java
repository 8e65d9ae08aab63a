package ai.arkor.local.engine.train;

/** What a run tells while it runs, on the training thread. An exception thrown here ends the run. */
public interface TrainingListener {
    default void logged(StepLog log) {}

    /** @param loss mean over the held-out batches, in nats per predicted token */
    default void evaluated(long step, double loss) {}

    /** Time to save; the loop's state may be saved here. Not called for the last step, after which the run returns. */
    default void checkpoint(long step) {}

    /** Asked before every step. */
    default boolean stopRequested() {
        return false;
    }
}
