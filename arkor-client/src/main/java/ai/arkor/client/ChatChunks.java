package ai.arkor.client;

import ai.arkor.api.TransportException;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonNull;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.api.json.JsonValue.JsonString;
import ai.arkor.wire.Json;
import ai.arkor.wire.JsonSyntaxException;
import java.util.List;
import java.util.Optional;

/** Reads chunks of an answer in the shapes that backends give: OpenAI's, a bare string, an object with the text, and text that is no JSON. */
final class ChatChunks {

    private ChatChunks() {}

    /**
     * The chunk as JSON; one that is raw text as a string.
     *
     * @throws TransportException when it tells of an error in place of an answer
     */
    static JsonValue parse(String data) {
        JsonValue value;
        try {
            value = Json.parse(data);
        } catch (JsonSyntaxException raw) {
            return JsonValue.of(data);
        }
        if (value instanceof JsonObject chunk) {
            refuseError(chunk);
            return chunk;
        }
        // A piece of raw text may look like a number.
        return value instanceof JsonString || value instanceof JsonNull ? value : JsonValue.of(data);
    }

    /** @throws TransportException when the object tells of an error in place of an answer */
    static void refuseError(JsonObject answer) {
        Optional<String> error = answer.string("error").or(() -> answer.object("error").map(given -> given.string("message").orElseGet(given::toString)));
        if (error.isPresent()) {
            throw new TransportException("The backend broke off the answer: " + error.get(), null);
        }
    }

    /** Of several choices the first: that of index 0, or one without an index. */
    static Optional<JsonObject> choice(JsonObject chunk) {
        List<JsonValue> choices = chunk.array("choices").orElse(List.of());
        return choices.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
                .filter(choice -> choice.number("index").map(index -> index.signum() == 0).orElse(true))
                .findFirst();
    }

    /** What a choice says, a piece of it or all. */
    static Optional<JsonObject> message(JsonObject choice) {
        return choice.object("delta").or(() -> choice.object("message"));
    }
}
