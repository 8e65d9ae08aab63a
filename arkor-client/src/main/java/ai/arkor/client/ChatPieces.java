package ai.arkor.client;

import ai.arkor.api.TransportException;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.api.json.JsonValue.JsonString;
import ai.arkor.wire.Json;
import ai.arkor.wire.JsonSyntaxException;
import java.util.List;
import java.util.Optional;

/** The text in a chunk of an answer, in the shapes that backends give: OpenAI's, a bare string, an object with the text, and text that is no JSON. */
final class ChatPieces {

    private ChatPieces() {}

    /** @throws TransportException when the chunk tells of an error */
    static String text(String data) {
        JsonValue value;
        try {
            value = Json.parse(data);
        } catch (JsonSyntaxException raw) {
            return data;
        }
        if (value instanceof JsonString text) {
            return text.value();
        }
        return value instanceof JsonObject chunk ? text(chunk) : "";
    }

    static boolean saysWhyItEnded(String data) {
        try {
            return Json.parse(data) instanceof JsonObject chunk && choice(chunk).flatMap(choice -> choice.string("finish_reason")).isPresent();
        } catch (JsonSyntaxException raw) {
            return false;
        }
    }

    private static String text(JsonObject chunk) {
        Optional<String> error = chunk.string("error").or(() -> chunk.object("error").flatMap(object -> object.string("message")));
        if (error.isPresent()) {
            throw new TransportException("The backend broke off the answer: " + error.get(), null);
        }
        return choice(chunk).flatMap(choice -> choice.object("delta").or(() -> choice.object("message")))
                .flatMap(delta -> delta.string("content"))
                .or(() -> chunk.string("content"))
                .or(() -> chunk.string("text"))
                .orElse("");
    }

    private static Optional<JsonObject> choice(JsonObject chunk) {
        List<JsonValue> choices = chunk.array("choices").orElse(List.of());
        return choices.isEmpty() || !(choices.get(0) instanceof JsonObject first) ? Optional.empty() : Optional.of(first);
    }
}
