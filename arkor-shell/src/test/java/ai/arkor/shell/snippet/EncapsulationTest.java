package ai.arkor.shell.snippet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.Trainer;
import ai.arkor.shell.backend.ScriptedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snippets see what a user of the libraries sees. Ways in that only show when they run are tried on the real program, since tests open its modules. */
@Timeout(60)
class EncapsulationTest {

    private static final SnippetEngine ENGINE = SnippetEngine.open(Path.of("").toAbsolutePath());

    @BeforeAll
    static void theProgramIsInModules() {
        // On the class path there is nothing to encapsulate.
        assertThat(SnippetEngine.class.getModule().isNamed()).isTrue();
        assertThat(Trainer.class.getModule().isNamed()).isTrue();
        Binding.RUN.in(ENGINE, Optional.of(new ScriptedRun("run-1")));
        ENGINE.evaluate("var aTrainer = Trainer.builder(\"t\").model(\"m\").dataset(Dataset.file(Path.of(\"r\"))).build();");
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        // Packages that are not exported, of each module.
        "import ai.arkor.shell.snippet.*; new SnippetEngine(null, null)",
        "ai.arkor.shell.backend.Backends b;\nnew ai.arkor.shell.backend.Backends(null, null, null, null)",
        "new ai.arkor.client.transport.ClientThreads()",
        "new ai.arkor.client.observation.JobCell(null)",
        "ai.arkor.local.backend.Store.class",
        // Packages exported to friends only.
        "new ai.arkor.wire.SseParser()",
        "ai.arkor.wire.Json.class",
        // Members that are private, and of the package.
        "aTrainer.driver",
        "aTrainer.submit()",
        "aTrainer.driveBy(null)",
        "new Trainer(null, null, null)",
    })
    void doesNotCompile(String snippet) {
        List<Evaluation> all = ENGINE.evaluate(snippet);
        Evaluation last = all.get(all.size() - 1);
        assertThat(last).as(snippet).isInstanceOfSatisfying(Evaluation.Rejected.class, rejected -> assertThat(rejected.message())
                .containsAnyOf("is not visible", "does not exist", "not exported", "cannot find symbol", "has private access", "is not public"));
    }

    /** Some compile, because the embedded backend needs modules that have no descriptor; none can be loaded. */
    @ParameterizedTest
    @ValueSource(strings = {"org.jline.terminal.TerminalBuilder.builder()", "new picocli.CommandLine(new Object())", "tools.jackson.databind.ObjectMapper.class"})
    void librariesOfTheProgramAreNotThere(String snippet) {
        Evaluation last = last(snippet);
        if (last instanceof Evaluation.Threw threw) {
            assertThat(threw.thrown()).isInstanceOf(NoClassDefFoundError.class);
        } else {
            assertThat(last).isInstanceOf(Evaluation.Rejected.class);
        }
    }

    @Test
    void classesAndLiveObjectsAreTheVerySame() {
        ScriptedRun run = new ScriptedRun("run-2");
        Binding.RUN.in(ENGINE, Optional.of(run));

        assertThat(value("Trainer.class")).containsSame(Trainer.class);
        assertThat(value("run")).containsSame(run);
        assertThat(value("aTrainer").orElseThrow()).isInstanceOf(Trainer.class).isSameAs(ENGINE.variable("aTrainer").orElseThrow());
        assertThat(value("ClassLoader.getSystemClassLoader().loadClass(\"ai.arkor.api.Trainer\") == Trainer.class")).contains(true);
        assertThat(value("Class.forName(\"ai.arkor.api.Trainer\") == aTrainer.getClass()")).contains(true);
    }

    private static Optional<Object> value(String snippet) {
        Evaluation last = last(snippet);
        assertThat(last).as(snippet).isInstanceOf(Evaluation.Done.class);
        return ((Evaluation.Done) last).value();
    }

    private static Evaluation last(String snippet) {
        List<Evaluation> all = ENGINE.evaluate(snippet);
        return all.get(all.size() - 1);
    }
}
