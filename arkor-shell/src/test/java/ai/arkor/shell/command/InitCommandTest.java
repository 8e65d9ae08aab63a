package ai.arkor.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.shell.backend.Backends;
import ai.arkor.shell.backend.ScriptedConnector;
import ai.arkor.shell.terminal.LineScreen;
import ai.arkor.shell.terminal.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Without a terminal, so that nothing is asked. */
class InitCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void tellsEveryFileAndWhatToTypeNext() throws Exception {
        Files.writeString(folder.resolve("README.md"), "mine");
        assertThat(init(Map.of(), "--name", "My Bot")).isZero();

        assertThat(text(out).lines()).contains("project my-bot in " + folder + " (triage, plain)", "  created  src/arkor/Index.java", "  kept     README.md",
                "  created  .gitignore", "next:", "  ./arkor start");
        assertThat(text(err)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sub/bot, sub/bot", "my bot, 'my bot'"})
    void theNextCommandsNameTheFolder(String directory, String named) {
        assertThat(init(Map.of(), "--maven", "--template", "blank", directory)).isZero();
        String word = named.contains(" ") ? "'" + named + "'" : named;
        assertThat(text(out).lines()).endsWith("  ./arkor start " + word, "  cd " + word + " && mvn test", "  cd " + word + " && mvn -q compile exec:exec");
        assertThat(folder.resolve(directory).resolve("pom.xml")).content().contains("<artifactId>" + directory.replaceAll(".*/", "").replace(' ', '-') + "<");
    }

    @Test
    void jsonIsOneValueWithStableFields() throws IOException {
        assertThat(init(Map.of(), "--json", "--template", "blank", "bot")).isZero();
        JsonObject json = (JsonObject) JsonValue.parse(text(out));
        JsonDocument.promises("init", json);

        assertThat(json.members().keySet()).containsExactly("directory", "name", "template", "buildTool", "files", "next");
        assertThat(json.string("directory")).contains(folder.resolve("bot").toString());
        assertThat(json.array("files").orElseThrow()).contains(JsonValue.object().with("path", JsonValue.of("README.md")).with("action", JsonValue.of("created")));
        assertThat(json.array("next")).contains(List.of(JsonValue.of("./arkor start bot")));
    }

    @Test
    void quietPrintsNothing() {
        assertThat(init(Map.of(), "-q")).isZero();
        assertThat(text(out) + text(err)).isEmpty();
        assertThat(folder.resolve("src/arkor/Index.java")).exists();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--template toString | There is no template \"toString\"; there are triage, translate, redaction, blank",
        "''                  | The folder's name is blank",
    })
    void whatCannotBeMeantIsRefusedBeforeAnythingIsWritten(String arguments, String message) {
        assertThat(init(Map.of(), arguments.equals("") ? new String[] {" "} : arguments.split(" "))).isEqualTo(ExitStatus.ERROR);
        assertThat(text(err)).contains(message);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aProgramThatWritesForSomebodyHasToSayWhatItWants() {
        Map<String, String> claude = Map.of("CLAUDECODE", "1");
        assertThat(init(claude)).isEqualTo(ExitStatus.ERROR);
        assertThat(text(err)).contains("CLAUDECODE=1 detected", "--template", "--yes");
        assertThat(folder).isEmptyDirectory();

        assertThat(init(claude, "--template", "blank", "a")).isZero();
        assertThat(init(claude, "-y", "b")).isZero();
        assertThat(init(Map.of("CLAUDECODE", "true"), "c")).isZero();
    }

    @Test
    void aBuildOfTheUsersOwnIsSaid() throws Exception {
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
        assertThat(init(Map.of(), "--maven")).isZero();
        assertThat(text(out)).contains("  skipped  src/arkor/Main.java", "This folder has a build of its own", "./arkor init --maven -y OTHER_FOLDER").doesNotContain("mvn test");
    }

    private int init(Map<String, String> environment, String... arguments) {
        ScriptedConnector connector = new ScriptedConnector();
        try (Backends backends = new Backends(connector, Map.of(), folder, line -> {})) {
            Session session = new Session(backends, connector, new LineScreen(line -> {}, Style.PLAIN), print(out), print(err), folder, "./arkor ", action -> () -> {},
                    Optional.empty());
            CommandLine line = new CommandLine(new InitCommand(environment).with(session));
            line.setExecutionExceptionHandler((failure, ignored, parsed) -> Failures.tell(failure, session, false));
            return line.execute(arguments);
        }
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream from) {
        return from.toString(StandardCharsets.UTF_8);
    }
}
