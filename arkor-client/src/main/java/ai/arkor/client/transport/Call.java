package ai.arkor.client.transport;

import ai.arkor.api.json.JsonValue.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One request.
 *
 * @param path the encoded path below the backend's address, with its leading slash
 * @param query names and values, not yet encoded, in the order they are sent
 */
public record Call(String method, String path, Map<String, String> query, Optional<JsonObject> body) {

    public static Call get(String path, Map<String, String> query) {
        return new Call("GET", path, query, Optional.empty());
    }

    public static Call post(String path, Map<String, String> query) {
        return new Call("POST", path, query, Optional.empty());
    }

    public static Call patch(String path, Map<String, String> query) {
        return new Call("PATCH", path, query, Optional.empty());
    }

    public static Call delete(String path, Map<String, String> query) {
        return new Call("DELETE", path, query, Optional.empty());
    }

    public Call with(JsonObject json) {
        return new Call(method, path, query, Optional.of(json));
    }

    /** Whether it changes nothing, so that asking twice does no harm. */
    public boolean isSafe() {
        return method.equals("GET");
    }

    String pathAndQuery() {
        return query.isEmpty()
                ? path
                : query.entrySet().stream().map(e -> encode(e.getKey()) + "=" + encode(e.getValue())).collect(Collectors.joining("&", path + "?", ""));
    }

    /** Percent-encoding as of JavaScript's {@code encodeURIComponent}, which the protocol is defined by. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%7E", "~");
    }
}
