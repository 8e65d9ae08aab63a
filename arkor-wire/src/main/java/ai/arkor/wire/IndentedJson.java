package ai.arkor.wire;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** JSON for people and for files shared with upstream's tools: two spaces a level. */
final class IndentedJson {

    private IndentedJson() {}

    static String of(JsonValue value) {
        return of(value, "\n");
    }

    private static String of(JsonValue value, String lineBreak) {
        String inner = lineBreak + "  ";
        List<String> parts = new ArrayList<>();
        if (value instanceof JsonObject object && !object.members().isEmpty()) {
            object.members().forEach((name, member) -> parts.add(JsonValue.of(name) + ": " + of(member, inner)));
            return "{" + inner + String.join("," + inner, parts) + lineBreak + "}";
        }
        if (value instanceof JsonArray array && !array.values().isEmpty()) {
            array.values().forEach(element -> parts.add(of(element, inner)));
            return "[" + inner + String.join("," + inner, parts) + lineBreak + "]";
        }
        return value.toString();
    }
}
