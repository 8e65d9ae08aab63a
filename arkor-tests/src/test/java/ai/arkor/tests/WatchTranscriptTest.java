package ai.arkor.tests;

import static ai.arkor.tests.ArkorTerminal.CTRL_C;
import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.testkit.ScriptedCloud;
import ai.arkor.testkit.ScriptedJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The panel of the real program in a pseudo-terminal, on each JDK. */
@Tag("deep")
@Timeout(300)
@ParameterizedClass(name = "on {0}")
@MethodSource("ai.arkor.tests.Jdks#tested")
class WatchTranscriptTest {

    @Parameter
    private Path jdk;

    @TempDir
    private Path home;

    @TempDir
    private Path project;

    private ScriptedCloud cloud;
    private ScriptedJob job;
    private ArkorTerminal prompt;

    /** A run goes on that a prompt has started. */
    @BeforeEach
    void start() throws Exception {
        cloud = ScriptedCloud.start();
        Files.createDirectories(project.resolve(".arkor"));
        Files.writeString(project.resolve(".arkor").resolve("state.json"),
                "{\"orgSlug\":\"" + cloud.organisation() + "\",\"projectSlug\":\"project\",\"projectId\":\"p\"}");
        job = cloud.nextJob().started();
        prompt = terminal(80, 24, "C.UTF-8");
        prompt.awaitLastLine("arkor>");
        prompt.command("var t = Trainer.builder(\"mine\").model(Models.GEMMA_4_E4B_IT).dataset(Dataset.huggingFace(\"a/b\")).build()");
        prompt.await("t ==>");
        prompt.command("start t");
        prompt.await("run " + job.id());
        prompt.awaitPrompt();
        for (int step = 1; step <= 20; step++) {
            job.log(step, Map.of("loss", 4.0 / step));
        }
        job.log(20, Map.of("evalLoss", 0.25));
    }

    private ArkorTerminal terminal(int columns, int rows, String locale, String... arguments) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("ARKOR_CLOUD_API_URL", cloud.address().toString(), "ARKOR_TOKEN", cloud.token()));
        environment.put("LC_ALL", locale);
        return new ArkorTerminal(jdk, home, project, environment, columns, rows, arguments);
    }

    @AfterEach
    void close() throws Exception {
        prompt.close();
        cloud.close();
    }

    @Test
    void atThePromptThePanelShowsTheRunAndItsLastFrameStays() throws Exception {
        prompt.command("watch");
        prompt.await("eval loss 0.250");
        prompt.await("Ctrl-C detaches");
        assertThat(prompt.screen()).contains("step 20", "loss 0.200").containsPattern("[⠁-⣿]{3}");

        job.completed();
        prompt.await("completed after");
        prompt.awaitPrompt();
        assertThat(prompt.screen()).contains("eval loss 0.250").containsPattern("[⠁-⣿]{3}").doesNotContain("Ctrl-C detaches");
        prompt.command("6 * 7");
        prompt.await("==> 42");
    }

    @Test
    void ctrlCDetachesFromThePanelOnly() throws Exception {
        prompt.command("watch");
        prompt.await("Ctrl-C detaches");
        prompt.type(CTRL_C);
        prompt.await("the run goes on; come back with: watch " + job.id());
        prompt.awaitPrompt();
        assertThat(job.status()).isEqualTo("running");
    }

    @Test
    void asACommandItDetachesWithItsStatusAndSaysHowToComeBackAndHowToCancel() throws Exception {
        try (ArkorTerminal watch = terminal(80, 24, "C.UTF-8", "watch")) {
            watch.await("eval loss 0.250");
            watch.type(CTRL_C);
            assertThat(watch.exitStatus()).isEqualTo(130);
            assertThat(watch.transcript()).contains("come back:", "stop it:", "eval loss 0.250").containsPattern("[⠁-⣿]{3}");
        }
        assertThat(job.status()).isEqualTo("running");
    }

    @Test
    void aNarrowTerminalWithoutUnicodeHasItsOwnForm() throws Exception {
        try (ArkorTerminal watch = terminal(40, 20, "C", "watch")) {
            watch.await("eval 0.250");
            assertThat(watch.screen().lines()).allMatch(line -> line.stripTrailing().length() <= 40);
            assertThat(watch.screen()).contains("eval 0.250").containsPattern("\\+-{20}");
            assertThat(watch.transcript().chars()).as("ASCII").allMatch(character -> character < 128);
            job.failed("out of memory");
            assertThat(watch.exitStatus()).isEqualTo(3);
            assertThat(watch.transcript()).contains("out of memory");
        }
    }
}
