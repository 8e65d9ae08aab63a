package ai.arkor.api;

import java.util.ArrayList;
import java.util.List;

/** A field and its values as one text: {@code learningRate=1e-4,3e-4}. Commas inside JSON brackets and quotes separate nothing. */
record Assignment(String field, List<String> values) {

    /** @throws IllegalArgumentException saying how it is written */
    static Assignment parse(String text) {
        int equals = text.indexOf('=');
        List<String> values = equals < 0 ? List.of() : split(text.substring(equals + 1));
        if (equals < 1 || text.substring(0, equals).isBlank() || values.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("Values to try are given as FIELD=VALUE,VALUE, for instance learningRate=1e-4,3e-4; this is no such text: " + text);
        }
        return new Assignment(text.substring(0, equals).strip(), values);
    }

    private static List<String> split(String text) {
        List<String> values = new ArrayList<>();
        int from = 0;
        int depth = 0;
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quoted) {
                at += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            } else if (c == ',' && depth <= 0) {
                values.add(text.substring(from, at).strip());
                from = at + 1;
            }
        }
        values.add(text.substring(from).strip());
        return values;
    }
}
