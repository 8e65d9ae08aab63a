package ai.arkor.testkit;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A request that the scripted cloud was sent.
 *
 * @param target the path with the query, as it was sent
 * @param path decoded
 * @param query names and values, decoded, in their order
 * @param headers by name in any case
 * @param body empty text when it had none
 * @param closedByClient completes when the client closes the connection while the answer is a stream or is held back; never for one that was answered
 *     as a whole
 */
public record RecordedRequest(String method, String target, String path, Map<String, String> query, Map<String, String> headers, String body,
        CompletableFuture<Void> closedByClient) {

    static RecordedRequest of(ai.arkor.testkit.server.Exchange exchange) {
        ai.arkor.testkit.server.Request request = exchange.request();
        return new RecordedRequest(request.method(), request.target(), request.path(), request.query(), request.headers(),
                new String(request.body(), StandardCharsets.UTF_8), exchange.closedByClient());
    }

    /**
     * The body as a JSON object.
     *
     * @throws IllegalArgumentException when it is none
     */
    public JsonObject json() {
        if (JsonValue.parse(body) instanceof JsonObject object) {
            return object;
        }
        throw new IllegalArgumentException("The body is JSON, but no object");
    }

    /** Whether it is of that route; {@code *} in the path stands for one or more characters. */
    boolean is(String route) {
        String pattern = "\\Q" + route.replace("*", "\\E.+\\Q") + "\\E";
        return (method + " " + path).matches(pattern);
    }

    /** Without headers, one of which is a secret. */
    @Override
    public String toString() {
        return method + " " + path + (query.isEmpty() ? "" : " " + query) + (body.isEmpty() ? "" : " " + body);
    }
}
