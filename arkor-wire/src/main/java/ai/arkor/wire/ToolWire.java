package ai.arkor.wire;

import ai.arkor.api.chat.Tool;
import ai.arkor.api.chat.ToolCall;
import ai.arkor.api.chat.ToolChoice;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;

/** Tools, which of them to call, and calls of them, as OpenAI spells them. */
final class ToolWire {

    private ToolWire() {}

    static JsonValue of(Tool tool) {
        return function(new Members()
                .put("name", JsonValue.of(tool.name()))
                .put("description", tool.description().map(JsonValue::of))
                .put("parameters", tool.parameters())
                .put("strict", tool.strict().map(JsonValue::of))
                .toObject());
    }

    static JsonValue of(ToolChoice choice) {
        return choice instanceof ToolChoice.Function function
                ? function(JsonValue.object().with("name", JsonValue.of(function.name())))
                : JsonValue.of(((ToolChoice.Mode) choice).wireName());
    }

    static JsonValue of(ToolCall call) {
        JsonObject function = JsonValue.object().with("name", JsonValue.of(call.name())).with("arguments", JsonValue.of(call.arguments()));
        return new Members().put("id", JsonValue.of(call.id())).put("type", JsonValue.of("function")).put("function", function).toObject();
    }

    private static JsonObject function(JsonObject function) {
        return JsonValue.object().with("type", JsonValue.of("function")).with("function", function);
    }
}
