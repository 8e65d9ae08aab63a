package ai.arkor.testkit;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An assistant's message as an answer, whole or streamed in OpenAI's shapes. */
final class ChatFrames {

    /** Of an argument text, in characters: short, so that it comes in many pieces. */
    private static final int FRAGMENT = 5;

    private final List<byte[]> frames = new ArrayList<>();

    private ChatFrames() {}

    static JsonObject whole(JsonObject message) {
        JsonObject choice = JsonValue.object()
                .with("index", JsonValue.of(0))
                .with("finish_reason", JsonValue.of(finishReason(message)))
                .with("message", message);
        return envelope("chat.completion", choice);
    }

    /**
     * A frame for the role, one a word, two or more a tool call: its id and name, and the fragments of its arguments; then the one that says why it
     * ended, and the last.
     */
    static List<byte[]> of(JsonObject message) {
        ChatFrames answer = new ChatFrames();
        answer.add(JsonValue.object().with("role", JsonValue.of("assistant")));
        for (String word : message.string("content").map(text -> text.split("(?<= )")).orElse(new String[0])) {
            answer.add(JsonValue.object().with("content", JsonValue.of(word)));
        }
        List<JsonValue> calls = message.array("tool_calls").orElse(List.of());
        for (int index = 0; index < calls.size(); index++) {
            answer.addCall(index, (JsonObject) calls.get(index));
        }
        answer.add(JsonValue.object(), Optional.of(finishReason(message)));
        answer.frames.add(Protocol.data("[DONE]").getBytes(StandardCharsets.UTF_8));
        return answer.frames;
    }

    private void addCall(int index, JsonObject call) {
        JsonObject function = call.object("function").orElse(JsonValue.object());
        String arguments = function.string("arguments").orElse("");
        JsonObject first = arguments.isEmpty() ? function : function.with("arguments", JsonValue.of(""));
        addCallDelta(call.with("index", JsonValue.of(index)).with("function", first));
        for (int at = 0; at < arguments.length();) {
            int end = arguments.offsetByCodePoints(at, Math.min(FRAGMENT, arguments.codePointCount(at, arguments.length())));
            JsonObject fragment = JsonValue.object().with("arguments", JsonValue.of(arguments.substring(at, end)));
            addCallDelta(JsonValue.object().with("index", JsonValue.of(index)).with("function", fragment));
            at = end;
        }
    }

    private void addCallDelta(JsonObject call) {
        add(JsonValue.object().with("tool_calls", JsonValue.array(call)));
    }

    private void add(JsonObject delta) {
        add(delta, Optional.empty());
    }

    private void add(JsonObject delta, Optional<String> finishReason) {
        JsonObject choice = JsonValue.object()
                .with("index", JsonValue.of(0))
                .with("delta", delta)
                .with("finish_reason", finishReason.map(JsonValue::of).orElse(JsonValue.NULL));
        frames.add(Protocol.data(envelope("chat.completion.chunk", choice).toString()).getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject envelope(String kind, JsonObject choice) {
        return JsonValue.object()
                .with("id", JsonValue.of("chat-1"))
                .with("object", JsonValue.of(kind))
                .with("model", JsonValue.of("scripted-model"))
                .with("choices", JsonValue.array(choice));
    }

    private static String finishReason(JsonObject message) {
        return message.array("tool_calls").isPresent() ? "tool_calls" : "stop";
    }
}
