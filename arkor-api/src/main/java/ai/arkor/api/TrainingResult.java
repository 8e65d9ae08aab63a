package ai.arkor.api;

import ai.arkor.api.json.JsonValue;
import java.util.List;

/** How a run ended. It may have failed or been cancelled: look at {@link #status()}, or call {@link #orThrow()}. Immutable. */
public final class TrainingResult {

    private final TrainingJob job;
    private final List<JsonValue> artifacts;

    /** @param artifacts what the completed run left behind, as the backend described it; empty unless it completed */
    public TrainingResult(TrainingJob job, List<JsonValue> artifacts) {
        this.job = job;
        this.artifacts = List.copyOf(artifacts);
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
