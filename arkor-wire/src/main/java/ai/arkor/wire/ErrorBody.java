package ai.arkor.wire;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.Optional;

/** The body of an answer that is not a success: {@code {"error": "…"}}. */
public final class ErrorBody {

    private ErrorBody() {}

    public static JsonObject of(String error) {
        return JsonValue.object().with("error", JsonValue.of(error));
    }

    /** What to tell of such an answer: its {@code error}, else its whole body, else its status. Never empty. */
    public static String message(int status, String body) {
        return parse(body).flatMap(json -> json.string("error"))
                .filter(error -> !error.isEmpty())
                .orElse(body.isEmpty() ? "cloud-api " + status : body);
    }

    /** The body as an object; empty when it is none. */
    public static Optional<JsonObject> parse(String body) {
        try {
            return Optional.of(Json.parseObject(body));
        } catch (JsonSyntaxException notAnObject) {
            return Optional.empty();
        }
    }
}
