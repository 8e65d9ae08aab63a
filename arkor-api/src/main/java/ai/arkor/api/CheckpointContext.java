package ai.arkor.api;

import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.json.JsonValue;
import java.util.List;

/**
 * What {@link Callbacks#onCheckpoint()} is told: an adapter that can be asked while training goes on.
 *
 * @param redelivered whether it may have been told before, see {@link AwaitOptions#cursor}
 */
public record CheckpointContext(TrainingRun run, TrainingJob job, TrainingEvent.CheckpointSaved event, boolean redelivered) {

    public long step() {
        return event.step();
    }

    public List<JsonValue> artifacts() {
        return event.artifacts();
    }

    /** The adapter of this checkpoint, to name in requests also after the callback. */
    public ModelRef adapter() {
        return ModelRef.checkpoint(run.jobId(), step());
    }

    /**
     * Asks this checkpoint; a model named in the request is replaced by it.
     *
     * @throws CloudApiException when the backend refuses
     */
    public ChatResponse infer(ChatRequest request) throws InterruptedException {
        return run.infer(request.toBuilder().model(adapter()).build());
    }

    /** Asks this checkpoint one user message. */
    public ChatResponse infer(String userMessage) throws InterruptedException {
        return infer(ChatRequest.of(userMessage));
    }
}
