package ai.arkor.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.JobStatus;
import ai.arkor.api.json.JsonValue;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed for programs is what docs/json.md promises, in both directions; so are its examples. */
class JsonDocumentTest {

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
        check("watch", bench.run("watch", "--json", "r-1"));
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
        check("env", bench.run("env", "--json"));
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
        Set<String> fields = JsonDocument.fields(JsonValue.parse(compiling.err()), Set.of());
        // Only a real backend refuses.
        fields.add("error.httpStatus");
        assertThat(fields).isEqualTo(JsonDocument.promised("Errors"));
        fields.removeIf(field -> field.contains("places"));
        assertThat(JsonDocument.fields(JsonDocument.example("Errors"), Set.of())).isEqualTo(fields);
    }

    @Test
    void everyCommandWithThatOptionIsThere() throws IOException {
        String document = Files.readString(JsonDocument.FILE);
        Outcome help = bench.run("help");
        List<String> commands = help.out().lines().filter(line -> line.matches("  [a-z]+ +[A-Z].*")).map(line -> line.strip().split(" ")[0]).toList();
        assertThat(commands).contains("jobs", "start");
        assertThat(commands).allSatisfy(command -> {
            if (!command.equals("help") && bench.run("help", command).out().contains("--json ")) {
                assertThat(document.lines()).as("docs/json.md").anyMatch(line -> line.matches("## " + command + "( .*)?"));
            }
        });
    }

    private static void check(String command, Outcome outcome) throws IOException {
        assertThat(outcome.err()).as(command).isEmpty();
        JsonDocument.promises(command, JsonValue.parse(outcome.out()));
    }
}
