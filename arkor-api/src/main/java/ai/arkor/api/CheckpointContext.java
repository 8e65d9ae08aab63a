package ai.arkor.api;

import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.chat.ChatStream;
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

    /** Asks this checkpoint one user message. */
    public ChatResponse infer(String userMessage) throws InterruptedException {
        return infer(ChatRequest.of(userMessage));
    }

    /** {@link #infer(ChatRequest, ChatOptions)} with {@link ChatOptions#DEFAULT}. */
    public ChatResponse infer(ChatRequest request) throws InterruptedException {
        return infer(request, ChatOptions.DEFAULT);
    }

    /**
     * Asks the model the request names, else this checkpoint. Also after the callback.
     *
     * @throws AbortedException when the options' signal was aborted or the client closed
     * @throws CloudApiException when the backend refuses
     * @throws TransportException when it could not be asked
     */
    public ChatResponse infer(ChatRequest request, ChatOptions options) throws InterruptedException {
        return run.infer(toThis(request), options);
    }

    /** Asks this checkpoint one user message, for an answer in pieces. */
    public ChatStream inferStream(String userMessage) throws InterruptedException {
        return inferStream(ChatRequest.of(userMessage));
    }

    /** {@link #inferStream(ChatRequest, ChatOptions)} with {@link ChatOptions#DEFAULT}. */
    public ChatStream inferStream(ChatRequest request) throws InterruptedException {
        return inferStream(request, ChatOptions.DEFAULT);
    }

    /** As {@link #infer(ChatRequest, ChatOptions)}, in pieces as they are generated. */
    public ChatStream inferStream(ChatRequest request, ChatOptions options) throws InterruptedException {
        return run.inferStream(toThis(request), options);
    }

    private ChatRequest toThis(ChatRequest request) {
        return request.model().isPresent() ? request : request.toBuilder().model(adapter()).build();
    }
}
