package ai.arkor.local.backend.http;

import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.wire.ErrorBody;
import java.io.Serial;

/** A request is refused: a status and a body {@code {"error": …}}. */
final class HttpProblem extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient JsonObject body;

    HttpProblem(int status, String message) {
        this(status, ErrorBody.of(message));
    }

    HttpProblem(int status, JsonObject body) {
        super(body.string("error").orElse(""), null, false, false);
        this.status = status;
        this.body = body;
    }

    int status() {
        return status;
    }

    JsonObject body() {
        return body;
    }
}
