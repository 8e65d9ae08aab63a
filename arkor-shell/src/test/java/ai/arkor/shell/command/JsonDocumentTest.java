package ai.arkor.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.JobStatus;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.BackendStatus;
import ai.arkor.shell.backend.Events;
import ai.arkor.shell.backend.ScriptedRun;
import ai.arkor.shell.command.CommandBench.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed for programs is what docs/json.md promises, in both directions; so are its examples. */
class JsonDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "json.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+`) \\|([^|]*)\\|");

    private final CommandBench bench = new CommandBench();

    @TempDir
    private Path project;

    @BeforeEach
    void writeEntry() throws IOException {
        bench.folder = project;
        Files.createDirectories(project.resolve("src").resolve("arkor"));
        write("static Trainer trainer = Trainer.builder(\"x\").model(\"m\").dataset(Dataset.huggingFace(\"x/y\")).build();");
    }

    private void write(String body) throws IOException {
        Files.writeString(project.resolve("src").resolve("arkor").resolve("Index.java"), "import ai.arkor.api.*; class Index { " + body + " }");
    }

    @Test
    void ofRuns() throws IOException {
        ScriptedRun run = bench.there("r-1");
        List.of(Events.started(10), Events.log(5, 1000, 1.5), Events.checkpoint(5)).forEach(run::with);
        run.end(JobStatus.COMPLETED, JsonValue.object().with("pathname", JsonValue.of("/a")));
        check("wait", bench.run("wait", "--json", "r-1"));
        check("attach", bench.run("attach", "--json", "r-1"));
        check("jobs", bench.run("jobs", "--json"));
        check("job", bench.run("job", "--json", "r-1"));
        check("cancel", bench.run("cancel", "--json", "r-1"));
        check("start --detach", bench.run("start", "--detach", "--json"));
        bench.connector.client.endsAtOnce = true;
        check("start", bench.run("start", "--json"));
    }

    @Test
    void whatUsersPrintIsNotAmongIt() throws IOException {
        write("static Trainer trainer = Trainer.builder(\"x\").model(\"m\").dataset(Dataset.huggingFace(\"x/y\")).build(); static { System.out.println(\"mine\"); }");

        Outcome outcome = bench.run("start", "--detach", "--json");

        assertThat(outcome.out().lines()).hasSize(1);
        assertThat(outcome.err()).isEqualTo("mine\n");
    }

    @Test
    void ofTheOthers() throws IOException {
        bench.connector.client.chat.toolCall = true;
        check("chat", bench.run("chat", "--model", "m", "--json", "hi"));
        check("build", bench.run("build", "--json"));
        bench.connector.status = Optional.of(new BackendStatus("1.2.3", 77, URI.create("http://127.0.0.1:1"), 1, 2, Path.of("data")));
        check("backend status", bench.run("backend", "--json"));
        check("backend status", bench.run("backend", "status", "--json"));
        check("backend stop", bench.run("backend", "stop", "--json"));
        bench.connector.status = Optional.empty();
        check("backend status", bench.run("backend", "--json"));
    }

    @Test
    void ofErrors() throws IOException {
        write("oops");
        Outcome compiling = bench.run("build", "--json");
        assertThat(compiling.out()).isEmpty();
        Set<String> fields = fields(JsonValue.parse(compiling.err()), Set.of());
        // Only a real backend refuses.
        fields.add("error.httpStatus");
        assertThat(fields).isEqualTo(promised("Errors"));
        fields.removeIf(field -> field.contains("places"));
        assertThat(fields(example("Errors"), Set.of())).isEqualTo(fields);
    }

    @Test
    void everyCommandWithThatOptionIsThere() throws IOException {
        String document = Files.readString(DOCUMENT);
        Outcome help = bench.run("help");
        List<String> commands = help.out().lines().filter(line -> line.matches("  [a-z]+ +[A-Z].*")).map(line -> line.strip().split(" ")[0]).toList();
        assertThat(commands).contains("jobs", "start");
        assertThat(commands).allSatisfy(command -> {
            if (!command.equals("help") && bench.run("help", command).out().contains("--json ")) {
                assertThat(document).as("docs/json.md has a section on %s", command).containsPattern("(?m)^## " + command + "( |$)");
            }
        });
    }

    private static void check(String command, Outcome outcome) throws IOException {
        assertThat(outcome.err()).as(command).isEmpty();
        JsonValue printed = JsonValue.parse(outcome.out());
        Set<String> open = open(command);
        assertThat(fields(printed, open)).as("what %s prints and docs/json.md", command).isEqualTo(promised(command));
        assertThat(fields(example(command), open)).as("the example of %s in docs/json.md", command).isEqualTo(promised(command));
    }

    /** Paths of the fields that are no objects. */
    private static Set<String> fields(JsonValue value, Set<String> open) {
        Set<String> fields = new TreeSet<>();
        collect("", value instanceof JsonArray array ? array.values().get(0) : value, open, fields);
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

    private static Set<String> promised(String command) throws IOException {
        return rows(command, false);
    }

    private static Set<String> open(String command) throws IOException {
        Set<String> open = rows(command, true);
        if (open.isEmpty() || promised(command).contains("artifacts")) {
            open.add("artifacts");
        }
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

    private static JsonValue example(String command) throws IOException {
        return JsonValue.parse(section(command).lines().dropWhile(line -> !line.equals("```json")).skip(1).limit(1).collect(Collectors.joining()));
    }

    private static String section(String command) throws IOException {
        String document = Files.readString(DOCUMENT);
        String heading = "\n## " + command + "\n";
        assertThat(document).contains(heading);
        String rest = document.substring(document.indexOf(heading) + heading.length());
        return rest.contains("\n## ") ? rest.substring(0, rest.indexOf("\n## ")) : rest;
    }
}
