package ai.arkor.api.json;

import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonNumber;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON text of RFC 8259. Its errors name the place and never quote the text, which may hold a secret. The stream of a run is read by the
 * client's own reader; this is for what people put into messages, such as the arguments of a tool call.
 */
final class JsonReader {

    /** Deeper is an attack or a mistake. */
    private static final int MAX_DEPTH = 500;
    /** Longer numbers cost quadratic time. */
    private static final int MAX_NUMBER = 1_000;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    static JsonValue read(String text) {
        JsonReader reader = new JsonReader(text);
        reader.space();
        JsonValue value = reader.value();
        reader.space();
        if (reader.at < text.length()) {
            throw reader.wrong();
        }
        return value;
    }

    private JsonValue value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> JsonValue.of(string());
            case 't' -> word("true", JsonValue.of(true));
            case 'f' -> word("false", JsonValue.of(false));
            case 'n' -> word("null", JsonValue.NULL);
            default -> number();
        };
    }

    private JsonObject object() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        enter('}');
        while (peek() != '}') {
            if (!members.isEmpty()) {
                expect(',');
                space();
            }
            if (peek() != '"') {
                throw wrong();
            }
            String name = string();
            space();
            expect(':');
            space();
            members.put(name, value());
            space();
        }
        leave();
        return new JsonObject(members);
    }

    private JsonArray array() {
        List<JsonValue> values = new ArrayList<>();
        enter(']');
        while (peek() != ']') {
            if (!values.isEmpty()) {
                expect(',');
                space();
            }
            values.add(value());
            space();
        }
        leave();
        return new JsonArray(values);
    }

    private void enter(char end) {
        if (++depth > MAX_DEPTH) {
            throw wrong();
        }
        at++;
        space();
    }

    private void leave() {
        depth--;
        at++;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        at++;
        for (char c = peek(); c != '"'; c = peek()) {
            if (c < ' ') {
                throw wrong();
            }
            at++;
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> {
                at--;
                throw wrong();
            }
        };
    }

    private char unicode() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0 || peek() > 'f') {
                throw wrong();
            }
            value = 16 * value + digit;
            at++;
        }
        return (char) value;
    }

    private JsonNumber number() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) | ' ') == 'e') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        return decimal(text.substring(start, at));
    }

    private JsonNumber decimal(String number) {
        if (number.length() > MAX_NUMBER) {
            throw wrong();
        }
        try {
            return new JsonNumber(new BigDecimal(number));
        } catch (NumberFormatException exponentTooLong) {
            throw wrong();
        }
    }

    private void digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw wrong();
        }
    }

    private JsonValue word(String word, JsonValue meaning) {
        if (!text.startsWith(word, at)) {
            throw wrong();
        }
        at += word.length();
        return meaning;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at == text.length()) {
            throw wrong();
        }
        return text.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw wrong();
        }
        at++;
    }

    private IllegalArgumentException wrong() {
        int line = 1;
        int column = 1;
        for (int i = 0; i < at; i++) {
            boolean ends = text.charAt(i) == '\n';
            line += ends ? 1 : 0;
            column = ends ? 1 : column + 1;
        }
        return new IllegalArgumentException("Not JSON at line " + line + ", column " + column);
    }
}
