package ai.arkor.wire;

import ai.arkor.api.chat.ChatMessage;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonObject;

/** One turn of a conversation. */
final class MessageWire {

    private MessageWire() {}

    static JsonValue of(ChatMessage message) {
        JsonObject json = JsonValue.object().with("role", JsonValue.of(message.role().wireName()));
        if (message instanceof ChatMessage.Assistant assistant) {
            return assistant(json, assistant);
        }
        json = json.with("content", JsonValue.of(message.content()));
        return message instanceof ChatMessage.ToolResult result ? json.with("tool_call_id", JsonValue.of(result.toolCallId())) : json;
    }

    private static JsonObject assistant(JsonObject role, ChatMessage.Assistant message) {
        JsonObject json = message.text().map(text -> role.with("content", JsonValue.of(text))).orElse(role);
        return message.toolCalls().isEmpty() ? json : json.with("tool_calls", new JsonArray(message.toolCalls().stream().map(ToolWire::of).toList()));
    }
}
