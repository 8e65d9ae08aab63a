package ai.arkor.api;

/**
 * What {@link Callbacks#onStarted()} is told.
 *
 * @param job the job, already running
 * @param redelivered whether it may have been told before, see {@link AwaitOptions#cursor}
 */
public record StartedContext(TrainingRun run, TrainingJob job, TrainingEvent.TrainingStarted event, boolean redelivered) {}
