package ai.arkor.client;

import ai.arkor.api.chat.ChatPiece;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes of the pieces of an answer the answer as it would have come as a whole. */
final class ChatAssembly {

    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, Call> calls = new TreeMap<>();
    private final Map<String, JsonValue> envelope = new LinkedHashMap<>();
    private Optional<String> finishReason = Optional.empty();
    private Optional<JsonObject> usage = Optional.empty();

    void add(ChatPiece piece) {
        if (piece instanceof ChatPiece.Text more) {
            text.append(more.text());
        } else if (piece instanceof ChatPiece.ToolCallDelta delta) {
            calls.computeIfAbsent(delta.index(), index -> new Call()).add(delta);
        } else if (piece instanceof ChatPiece.Finish finish) {
            finishReason = Optional.of(finish.reason());
        } else if (piece instanceof ChatPiece.Usage took) {
            usage = Optional.of(took.usage().json());
        }
    }

    /** Which answer the pieces belong to: the first chunk says it as a rule, and every other again. */
    void envelope(JsonObject chunk) {
        for (String name : List.of("id", "created", "model")) {
            chunk.get(name).filter(value -> !value.equals(JsonValue.NULL)).ifPresent(value -> envelope.putIfAbsent(name, value));
        }
    }

    ChatResponse response() {
        Map<String, JsonValue> response = new LinkedHashMap<>(envelope);
        response.put("object", JsonValue.of("chat.completion"));
        response.put("choices", JsonValue.array(JsonValue.object()
                .with("index", JsonValue.of(0))
                .with("message", message())
                .with("finish_reason", finishReason.map(JsonValue::of).orElse(JsonValue.NULL))));
        usage.ifPresent(took -> response.put("usage", took));
        return new ChatResponse(new JsonObject(response));
    }

    private JsonObject message() {
        JsonObject role = JsonValue.object().with("role", JsonValue.of("assistant"));
        if (calls.isEmpty()) {
            return role.with("content", JsonValue.of(text.toString()));
        }
        List<JsonValue> told = new ArrayList<>();
        calls.values().forEach(call -> told.add(call.toJson()));
        return role.with("content", text.isEmpty() ? JsonValue.NULL : JsonValue.of(text.toString())).with("tool_calls", new JsonArray(told));
    }

    private static final class Call {
        private final StringBuilder name = new StringBuilder();
        private final StringBuilder arguments = new StringBuilder();
        private String id = "";

        void add(ChatPiece.ToolCallDelta delta) {
            id = id.isEmpty() ? delta.id().orElse("") : id;
            name.append(delta.name());
            arguments.append(delta.arguments());
        }

        JsonObject toJson() {
            JsonObject function = JsonValue.object().with("name", JsonValue.of(name.toString())).with("arguments", JsonValue.of(arguments.toString()));
            return JsonValue.object().with("id", JsonValue.of(id)).with("type", JsonValue.of("function")).with("function", function);
        }
    }
}
