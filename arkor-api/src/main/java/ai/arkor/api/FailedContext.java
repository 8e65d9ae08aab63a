package ai.arkor.api;

/**
 * What {@link Callbacks#onFailed()} is told.
 *
 * @param redelivered whether it may have been told before, see {@link AwaitOptions#cursor}
 */
public record FailedContext(TrainingRun run, TrainingJob job, TrainingEvent.TrainingFailed event, boolean redelivered) {

    public String error() {
        return event.error();
    }
}
