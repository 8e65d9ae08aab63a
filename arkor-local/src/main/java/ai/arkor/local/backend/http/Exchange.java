package ai.arkor.local.backend.http;

import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.wire.Headers;
import ai.arkor.wire.Json;
import ai.arkor.wire.JsonSyntaxException;
import io.javalin.http.Context;
import java.io.IOException;

/** Reading JSON off requests and writing it to responses. */
final class Exchange {

    static final int MOST_BODY_BYTES = 8 * 1024 * 1024;

    private Exchange() {}

    /** @throws HttpProblem when the body is too large or is not a JSON object */
    static JsonObject body(Context request) throws IOException {
        byte[] bytes = request.req().getInputStream().readNBytes(MOST_BODY_BYTES + 1);
        if (bytes.length > MOST_BODY_BYTES) {
            throw new HttpProblem(413, "The request's body is larger than " + MOST_BODY_BYTES + " bytes.");
        }
        try {
            return Json.parseObject(bytes);
        } catch (JsonSyntaxException e) {
            throw new HttpProblem(400, "The request's body is not a JSON object: " + e.getMessage());
        }
    }

    /** @throws HttpProblem when it is missing or blank */
    static String text(JsonObject body, String field) {
        return body.string(field).filter(text -> !text.isBlank())
                .orElseThrow(() -> new HttpProblem(400, "The request's body needs the text field " + field + "."));
    }

    static void json(Context response, int status, JsonObject body) {
        response.status(status).contentType(Headers.JSON).result(Json.write(body));
    }
}
