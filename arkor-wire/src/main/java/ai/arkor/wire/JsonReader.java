package ai.arkor.wire;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonNumber;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** Builds a value from Jackson's tokens. Recursive: Jackson refuses more than 500 levels. */
final class JsonReader {

    /** Buffers by thread: cheaper than the shared pool, as the threads that read are few. */
    private static final JsonFactory JSON = JsonFactory.builder().recyclerPool(JsonRecyclerPools.threadLocalPool()).build();

    private JsonReader() {}

    static JsonValue read(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            return document(parser);
        } catch (JacksonException notJson) {
            throw syntaxError(notJson);
        }
    }

    static JsonValue read(Utf8 text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text.bytes(), text.start(), text.length())) {
            return document(parser);
        } catch (JacksonException notJson) {
            throw syntaxError(notJson);
        }
    }

    private static JsonValue document(JsonParser parser) {
        if (parser.nextToken() == null) {
            throw new JsonSyntaxException("Not JSON: the text is empty");
        }
        JsonValue value = value(parser);
        if (parser.nextToken() != null) {
            throw new JsonSyntaxException("Not JSON: more text after the value, at " + place(parser.currentTokenLocation()));
        }
        return value;
    }

    private static JsonValue value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> JsonValue.of(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> JsonValue.of(true);
            case VALUE_FALSE -> JsonValue.of(false);
            case VALUE_NULL -> JsonValue.NULL;
            default -> throw new JsonSyntaxException("Not JSON at " + place(parser.currentTokenLocation()));
        };
    }

    /** Jackson refuses an exponent that is beyond any use with an exception that is not one of its own. */
    private static JsonNumber number(JsonParser parser) {
        try {
            return new JsonNumber(parser.getDecimalValue());
        } catch (NumberFormatException | ArithmeticException beyond) {
            throw new JsonSyntaxException("A number out of range at " + place(parser.currentTokenLocation()));
        }
    }

    private static JsonObject object(JsonParser parser) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new JsonObject(members);
    }

    private static JsonArray array(JsonParser parser) {
        List<JsonValue> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser));
        }
        return new JsonArray(values);
    }

    /** Without Jackson's words and without it as the cause: both may quote the text. */
    private static JsonSyntaxException syntaxError(JacksonException notJson) {
        TokenStreamLocation where = notJson.getLocation();
        return new JsonSyntaxException(where == null ? "Not JSON" : "Not JSON at " + place(where));
    }

    private static String place(TokenStreamLocation where) {
        return "line " + where.getLineNr() + ", column " + where.getColumnNr();
    }
}
