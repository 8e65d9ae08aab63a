package ai.arkor.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What docs/json.md promises. */
final class JsonDocument {

    static final Path FILE = Path.of("..", "docs", "json.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+`) \\|([^|]*)\\|");

    private JsonDocument() {}

    /** Holds what a command printed, and the document's example of it, to the document's table, in both directions. */
    static void promises(String command, JsonValue printed) throws IOException {
        Set<String> open = open(command);
        assertThat(fields(printed, open)).as("what %s prints and docs/json.md", command).isEqualTo(promised(command));
        assertThat(fields(example(command), open)).as("the example of %s in docs/json.md", command).isEqualTo(promised(command));
    }

    /** Paths of the fields that are no objects. */
    static Set<String> fields(JsonValue value, Set<String> open) {
        Set<String> fields = new TreeSet<>();
        collect("", value instanceof JsonArray array ? array.values().get(0) : value, open, fields);
        // An object that is not known is null.
        fields.removeIf(field -> fields.stream().anyMatch(other -> other.startsWith(field + ".")));
        return fields;
    }

    private static void collect(String path, JsonValue value, Set<String> open, Set<String> fields) {
        if (!open.contains(path) && value instanceof JsonObject object) {
            object.members().forEach((name, member) -> collect(path.isEmpty() ? name : path + "." + name, member, open, fields));
        } else if (!open.contains(path) && value instanceof JsonArray array && array.values().stream().anyMatch(JsonObject.class::isInstance)) {
            array.values().forEach(element -> collect(path + "[]", element, open, fields));
        } else {
            fields.add(path);
        }
    }

    static Set<String> promised(String command) throws IOException {
        return rows(command, false);
    }

    /** Marked so, here or with {@code start}. */
    private static Set<String> open(String command) throws IOException {
        Set<String> open = rows(command, true);
        open.add("artifacts");
        return open;
    }

    private static Set<String> rows(String command, boolean onlyOpen) throws IOException {
        Set<String> fields = new TreeSet<>();
        Matcher row = ROW.matcher(section(command));
        while (row.find()) {
            if (!onlyOpen || row.group(2).contains("open")) {
                Pattern.compile("`([^`]+)`").matcher(row.group(1)).results().forEach(name -> fields.add(name.group(1)));
            }
        }
        return fields;
    }

    static JsonValue example(String command) throws IOException {
        return JsonValue.parse(section(command).lines().dropWhile(line -> !line.equals("```json")).skip(1).limit(1).collect(Collectors.joining()));
    }

    private static String section(String command) throws IOException {
        String document = Files.readString(FILE);
        String heading = "\n## " + command + "\n";
        assertThat(document).contains(heading);
        String rest = document.substring(document.indexOf(heading) + heading.length());
        return rest.contains("\n## ") ? rest.substring(0, rest.indexOf("\n## ")) : rest;
    }
}
