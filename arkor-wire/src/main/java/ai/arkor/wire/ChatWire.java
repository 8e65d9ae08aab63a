package ai.arkor.wire;

import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** A chat request as the body of {@code POST /v1/inference/chat}, without {@code stream}. What was not set is left out. */
public final class ChatWire {

    private ChatWire() {}

    public static JsonObject of(ChatRequest request) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        request.model().ifPresent(model -> putModel(members, model));
        members.put("messages", new JsonArray(request.messages().stream().map(MessageWire::of).toList()));
        request.temperature().ifPresent(value -> members.put("temperature", JsonValue.of(value)));
        request.topP().ifPresent(value -> members.put("topP", JsonValue.of(value)));
        request.maxTokens().ifPresent(value -> members.put("maxTokens", JsonValue.of(value)));
        if (!request.tools().isEmpty()) {
            members.put("tools", new JsonArray(request.tools().stream().map(ToolWire::of).toList()));
        }
        request.toolChoice().ifPresent(value -> members.put("toolChoice", ToolWire.of(value)));
        request.responseFormat().ifPresent(value -> members.put("responseFormat", OutputWire.of(value)));
        request.structuredOutputs().ifPresent(value -> members.put("structuredOutputs", OutputWire.of(value)));
        members.putAll(request.extra());
        return new JsonObject(members);
    }

    private static void putModel(Map<String, JsonValue> members, ModelRef model) {
        if (model instanceof ModelRef.Base base) {
            members.put("baseModel", JsonValue.of(base.name()));
        } else if (model instanceof ModelRef.FinalAdapter adapter) {
            members.put("adapter", adapter("final", adapter.jobId()));
        } else if (model instanceof ModelRef.Checkpoint checkpoint) {
            members.put("adapter", adapter("checkpoint", checkpoint.jobId()).with("step", JsonValue.of(checkpoint.step())));
        }
    }

    private static JsonObject adapter(String kind, String jobId) {
        return JsonValue.object().with("kind", JsonValue.of(kind)).with("jobId", JsonValue.of(jobId));
    }
}
