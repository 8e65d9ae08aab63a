package ai.arkor.api;

import ai.arkor.api.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** How a run ended. It may have failed or been cancelled: look at {@link #status()}, or call {@link #orThrow()}. Immutable. */
public final class TrainingResult {

    private final TrainingJob job;
    private final List<JsonValue> artifacts;
    private final Optional<String> stoppedEarly;

    /** @param artifacts what the completed run left behind, as the backend described it; empty unless it completed */
    public TrainingResult(TrainingJob job, List<JsonValue> artifacts) {
        this(job, artifacts, Optional.empty());
    }

    /** @param stoppedEarly why {@link EarlyStopping} gave the run up */
    public TrainingResult(TrainingJob job, List<JsonValue> artifacts, Optional<String> stoppedEarly) {
        this.job = job;
        this.artifacts = List.copyOf(artifacts);
        this.stoppedEarly = stoppedEarly;
    }

    public JobStatus status() {
        return job.status();
    }

    public TrainingJob job() {
        return job;
    }

    public List<JsonValue> artifacts() {
        return artifacts;
    }

    /** Why {@link EarlyStopping} gave the run up; empty when it did not. The status says what became of the run. */
    public Optional<String> stoppedEarly() {
        return stoppedEarly;
    }

    /**
     * This result when the run completed.
     *
     * @throws TrainingFailedException for every other status, unknown ones included
     */
    public TrainingResult orThrow() {
        if (!status().equals(JobStatus.COMPLETED)) {
            throw new TrainingFailedException(this);
        }
        return this;
    }

    @Override
    public String toString() {
        return "TrainingResult[" + job.id() + " " + status() + "]";
    }
}
