package ai.arkor.api;

/** What {@link Callbacks#onFailed()} is told. */
public record FailedContext(TrainingRun run, TrainingJob job, TrainingEvent.TrainingFailed event) {

    public String error() {
        return event.error();
    }
}
