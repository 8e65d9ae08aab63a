package ai.arkor.local.worker;

import ai.arkor.api.chat.ChatMessage;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonBoolean;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.api.json.JsonValue.JsonString;
import ai.arkor.local.engine.text.TextTurn;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question.
 *
 * @param adapter the adapter's folder, or null for the base model alone
 * @param raw whether the only message's content is continued as it is
 * @param stop texts that end the answer and are not part of it
 */
record Task(long id, Path model, @Nullable Path adapter, List<ChatMessage> messages, boolean raw, int maxTokens, double temperature, double topP,
        long seed, List<String> stop) {

    /** @throws java.util.NoSuchElementException when a field is missing */
    static Task of(long id, JsonObject json) {
        return new Task(id,
                Path.of(json.string("modelDirectory").orElseThrow()),
                json.string("adapterDirectory").map(Path::of).orElse(null),
                json.array("messages").orElseThrow().stream().map(Task::message).toList(),
                json.get("raw").map(raw -> raw instanceof JsonBoolean flag && flag.value()).orElse(false),
                json.number("maxTokens").orElseThrow().intValue(),
                json.number("temperature").orElseThrow().doubleValue(),
                json.number("topP").orElseThrow().doubleValue(),
                json.number("seed").orElseThrow().longValue(),
                json.array("stop").orElse(List.of()).stream().map(text -> ((JsonString) text).value()).toList());
    }

    private static ChatMessage message(JsonValue value) {
        JsonObject message = (JsonObject) value;
        return TextTurn.of(message.string("role").orElseThrow(), message.string("content").orElseThrow()).orElseThrow();
    }
}
