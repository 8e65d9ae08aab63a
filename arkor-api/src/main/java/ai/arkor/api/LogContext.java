package ai.arkor.api;

import java.util.OptionalDouble;

/**
 * What {@link Callbacks#onLog()} is told. Numbers the backend did not send are empty.
 *
 * @param redelivered whether it may have been told before, see {@link AwaitOptions#cursor}
 */
public record LogContext(TrainingRun run, TrainingJob job, TrainingEvent.TrainingLog event, boolean redelivered) {

    public long step() {
        return event.step();
    }

    public OptionalDouble loss() {
        return event.loss();
    }

    public OptionalDouble evalLoss() {
        return event.evalLoss();
    }

    public OptionalDouble learningRate() {
        return event.learningRate();
    }

    public OptionalDouble epoch() {
        return event.epoch();
    }

    public OptionalDouble samplesPerSecond() {
        return event.samplesPerSecond();
    }
}
