package ai.arkor.api;

import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.json.JsonValue;
import java.util.List;

/**
 * What {@link Callbacks#onCompleted()} is told.
 *
 * @param redelivered whether it may have been told before, see {@link AwaitOptions#cursor}
 */
public record CompletedContext(TrainingRun run, TrainingJob job, TrainingEvent.TrainingCompleted event, boolean redelivered) {

    /** What the run left behind, as the backend describes it. */
    public List<JsonValue> artifacts() {
        return event.artifacts();
    }

    /** The final adapter, to name in requests. */
    public ModelRef adapter() {
        return ModelRef.finalAdapter(run.jobId());
    }
}
