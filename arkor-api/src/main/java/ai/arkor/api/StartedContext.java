package ai.arkor.api;

/**
 * What {@link Callbacks#onStarted()} is told.
 *
 * @param job the job, already running
 */
public record StartedContext(TrainingRun run, TrainingJob job, TrainingEvent.TrainingStarted event) {}
