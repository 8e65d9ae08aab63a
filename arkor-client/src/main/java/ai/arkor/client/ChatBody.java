package ai.arkor.client;

import ai.arkor.api.TransportException;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.api.json.JsonValue.JsonString;
import ai.arkor.wire.Headers;
import ai.arkor.wire.Json;
import ai.arkor.wire.JsonSyntaxException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads the body of an answer by its type. Backends do not always answer in the form they were asked for. */
final class ChatBody {

    private ChatBody() {}

    /** Whether a body that was to be a stream is an answer in one piece. */
    static boolean isWhole(HttpHeaders headers) {
        String type = type(headers);
        return isJson(type) || type.equals("text/plain");
    }

    /** @throws TransportException when it cannot be read, or tells of an error */
    static ChatResponse response(HttpHeaders headers, byte[] body) {
        String type = type(headers);
        if (type.equals(Headers.EVENT_STREAM)) {
            return ChatReader.whole(body);
        }
        JsonValue answer;
        try {
            answer = Json.parse(body);
        } catch (JsonSyntaxException notJson) {
            if (isJson(type)) {
                throw new TransportException("The answer is not the JSON it should be: " + notJson.getMessage(), notJson);
            }
            return plain(body);
        }
        boolean isAnswer = answer instanceof JsonObject object && (!type.startsWith("text/") || object.get("choices").isPresent());
        if (isAnswer) {
            ChatChunks.refuseError((JsonObject) answer);
        } else if (!isJson(type)) {
            return plain(body);
        } else if (!(answer instanceof JsonString)) {
            throw new TransportException("The answer is not the JSON object it should be", null);
        }
        return new ChatResponse(answer);
    }

    private static ChatResponse plain(byte[] body) {
        return new ChatResponse(JsonValue.of(new String(body, StandardCharsets.UTF_8)));
    }

    private static boolean isJson(String type) {
        return type.equals(Headers.JSON) || type.endsWith("+json");
    }

    /** Without its parameters; empty text when there is none. */
    private static String type(HttpHeaders headers) {
        return headers.firstValue(Headers.CONTENT_TYPE).orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
