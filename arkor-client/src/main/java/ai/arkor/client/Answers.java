package ai.arkor.client;

import ai.arkor.api.TransportException;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes an answer out of the object it comes in. What else is in there is of no interest. */
final class Answers {

    private Answers() {}

    /**
     * @param reader throws an {@link IllegalArgumentException} that names what is wrong
     * @throws TransportException when the member is missing or wrong
     */
    static <T> T one(JsonObject answer, String member, Function<JsonObject, T> reader) {
        JsonObject json = answer.object(member).orElseThrow(() -> unreadable("it has no object " + member, null));
        return read(json, reader);
    }

    /** As {@link #one}, of a list. */
    static <T> List<T> all(JsonObject answer, String member, Function<JsonObject, T> reader) {
        List<T> read = new ArrayList<>();
        for (JsonValue element : answer.array(member).orElseThrow(() -> unreadable("it has no list " + member, null))) {
            if (!(element instanceof JsonObject json)) {
                throw unreadable("the list " + member + " has an element that is no object", null);
            }
            read.add(read(json, reader));
        }
        return List.copyOf(read);
    }

    private static <T> T read(JsonObject json, Function<JsonObject, T> reader) {
        try {
            return reader.apply(json);
        } catch (IllegalArgumentException wrong) {
            throw unreadable(wrong.getMessage(), wrong);
        }
    }

    private static TransportException unreadable(String why, @Nullable Throwable cause) {
        return new TransportException("The backend's answer cannot be read: " + why, cause);
    }
}
