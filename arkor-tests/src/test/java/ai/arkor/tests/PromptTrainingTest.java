package ai.arkor.tests;

import static ai.arkor.tests.ArkorTerminal.CTRL_D;
import static ai.arkor.tests.ArkorTerminal.TAB;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The prompt of the real program over the embedded backend, which trains for real while somebody types. */
@Tag("deep")
@Timeout(600)
@ParameterizedClass(name = "on {0}")
@MethodSource("ai.arkor.tests.Jdks#tested")
class PromptTrainingTest {

    private static final Path ROWS = Path.of("..", "examples", "triage", "data", "train.jsonl").toAbsolutePath().normalize();

    @Parameter
    private Path jdk;

    @TempDir
    private Path home;

    @TempDir
    private Path project;

    @AfterEach
    void stopBackend() throws Exception {
        try (ArkorProgram stop = new ArkorProgram(home, home, "backend", "stop")) {
            stop.exitStatus();
        }
    }

    @Test
    void aRunTrainsWhileOneTypesAndItsNamesAreCompleted() throws Exception {
        Files.copy(ROWS, project.resolve("rows.jsonl"));
        try (ArkorTerminal arkor = new ArkorTerminal(jdk, home, project, Map.of(), 160, 45)) {
            arkor.command("client");
            arkor.await("client ==> the client of embedded (this machine)");
            arkor.command("jobs");
            arkor.await("backend: embedded (this machine)");
            arkor.await("no runs");
            arkor.command("var t = Trainer.builder(\"typed\").model(Models.ARKOR_TINY).dataset(Dataset.file(project.resolve(\"rows.jsonl\"))).saveSteps(5).maxSteps(20)"
                    + ".onLog(log -> System.out.println(\"called at \" + log.step())).build()");
            arkor.await("t ==> Trainer[typed");
            arkor.command("start t");
            arkor.await("(typed); wait shows it, cancel stops it");
            arkor.awaitPrompt();
            arkor.type("int still = 40 +");
            arkor.await("the callback prints and the line is whole", shown -> shown.lines().anyMatch(line -> line.startsWith("called at "))
                    && ArkorTerminal.lastLine(shown).equals("arkor> int still = 40 +"));
            arkor.line(" 2");
            arkor.await("still ==> 42");
            arkor.await("[typed] completed");
            arkor.command("run.refresh().status()");
            arkor.await("==> completed");

            String id = id(arkor.screen());
            arkor.awaitPrompt();
            arkor.type("job " + id.substring(0, 3) + TAB);
            arkor.await("completes the run", shown -> ArkorTerminal.lastLine(shown).matches("arkor> job " + id.substring(0, 8) + ".*"));
            arkor.interrupt();
            // The first Tab asks, and is answered with what is known by then.
            arkor.type("chat --run " + id.substring(0, 8) + "@");
            arkor.typeUntil(TAB, "the checkpoint of step 15");
            assertThat(arkor.screen()).contains("the checkpoint of step 10");
            arkor.interrupt();
            arkor.type(CTRL_D);
            assertThat(arkor.exitStatus()).isZero();
        }
    }

    private static String id(String shown) {
        Matcher run = Pattern.compile("run (\\S+) \\(typed\\); wait").matcher(shown);
        assertThat(run.find()).as(shown).isTrue();
        return run.group(1);
    }
}
