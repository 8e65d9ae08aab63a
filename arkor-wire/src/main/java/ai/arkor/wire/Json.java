package ai.arkor.wire;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;

/** Reads and writes JSON documents. */
public final class Json {

    private Json() {}

    /**
     * The value of a JSON text. Of members of one name the last counts, as in JavaScript.
     *
     * @throws JsonSyntaxException when it is not exactly one JSON value, or nests deeper than 500 levels
     */
    public static JsonValue parse(String text) {
        return JsonReader.read(text);
    }

    /** As {@link #parse(String)}, of UTF-8. */
    public static JsonValue parse(byte[] utf8) {
        return JsonReader.read(new Utf8(utf8, 0, utf8.length));
    }

    static JsonValue parse(Utf8 text) {
        return JsonReader.read(text);
    }

    /** @throws JsonSyntaxException when it is not JSON, or is JSON but no object */
    static JsonObject object(Utf8 text) {
        return object(parse(text));
    }

    /** @throws JsonSyntaxException when it is not JSON, or is JSON but no object */
    public static JsonObject parseObject(String text) {
        return object(parse(text));
    }

    /** As {@link #parseObject(String)}, of UTF-8. */
    public static JsonObject parseObject(byte[] utf8) {
        return object(parse(utf8));
    }

    /** The value in UTF-8 on one line. */
    public static byte[] write(JsonValue value) {
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The value over many lines, indented by two spaces, without a newline at the end, as JavaScript's {@code JSON.stringify} lays it out. */
    public static String writeIndented(JsonValue value) {
        return IndentedJson.of(value);
    }

    private static JsonObject object(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new JsonSyntaxException("Not a JSON object");
    }
}
