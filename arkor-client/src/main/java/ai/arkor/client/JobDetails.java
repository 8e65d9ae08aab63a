package ai.arkor.client;

import ai.arkor.api.TrainingJob;
import ai.arkor.api.json.JsonValue;
import java.util.List;

/** A job with what the backend tells along with it. Immutable. */
public final class JobDetails {

    private final TrainingJob job;
    private final List<JsonValue> events;

    JobDetails(TrainingJob job, List<JsonValue> events) {
        this.job = job;
        this.events = List.copyOf(events);
    }

    public TrainingJob job() {
        return job;
    }

    /** The job's events so far, in a form that the protocol leaves open; empty when the backend tells none. */
    public List<JsonValue> events() {
        return events;
    }

    @Override
    public String toString() {
        return "JobDetails[" + job + ", " + events.size() + " events]";
    }
}
