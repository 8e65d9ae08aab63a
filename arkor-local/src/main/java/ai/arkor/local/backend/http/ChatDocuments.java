package ai.arkor.local.backend.http;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.backend.chat.Piece;
import java.time.Instant;
import java.util.UUID;

/** One answer in OpenAI's chat-completion form, whole or in chunks. */
final class ChatDocuments {

    private final String id = "chatcmpl-" + UUID.randomUUID();
    private final long created = Instant.now().getEpochSecond();
    private final String model;

    ChatDocuments(String model) {
        this.model = model;
    }

    JsonObject completion(String text, Piece.Done done) {
        JsonObject message = JsonValue.object().with("role", JsonValue.of("assistant")).with("content", JsonValue.of(text));
        return document("chat.completion", JsonValue.object()
                .with("index", JsonValue.of(0))
                .with("message", message)
                .with("finish_reason", JsonValue.of(done.finishReason()))).with("usage", usage(done));
    }

    JsonObject chunk(String text) {
        return chunk(JsonValue.object().with("role", JsonValue.of("assistant")).with("content", JsonValue.of(text)), JsonValue.NULL);
    }

    JsonObject lastChunk(Piece.Done done) {
        return chunk(JsonValue.object(), JsonValue.of(done.finishReason())).with("usage", usage(done));
    }

    private JsonObject chunk(JsonObject delta, JsonValue finishReason) {
        return document("chat.completion.chunk", JsonValue.object()
                .with("index", JsonValue.of(0))
                .with("delta", delta)
                .with("finish_reason", finishReason));
    }

    private JsonObject document(String kind, JsonObject choice) {
        return JsonValue.object()
                .with("id", JsonValue.of(id))
                .with("object", JsonValue.of(kind))
                .with("created", JsonValue.of(created))
                .with("model", JsonValue.of(model))
                .with("choices", JsonValue.array(choice));
    }

    private static JsonObject usage(Piece.Done done) {
        return JsonValue.object()
                .with("prompt_tokens", JsonValue.of(done.promptTokens()))
                .with("completion_tokens", JsonValue.of(done.completionTokens()))
                .with("total_tokens", JsonValue.of(done.promptTokens() + done.completionTokens()));
    }
}
