package ai.arkor.shell.snippet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.backend.Backends;
import ai.arkor.shell.backend.ScriptedConnector;
import ai.arkor.shell.backend.ScriptedRun;
import ai.arkor.shell.backend.UsualBackend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BindingTest {

    private final SnippetEngine engine = SnippetEngine.open(Path.of("").toAbsolutePath());

    @BeforeEach
    void nothingIsBoundBefore() {
        assertThat(engine.variables()).isEmpty();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void snippetsHaveTheVeryObject() {
        TrainingRun run = new ScriptedRun("run-7");
        assertThat(Binding.RUN.in(engine, Optional.of(run))).isTrue();

        assertThat(value("run")).containsSame(run);
        assertThat(value("run.jobId()")).contains("run-7");
    }

    @Test
    void aBindingIsNullUntilThereIsOneAndIsGivenAnotherAtAnyTime() {
        Binding.RUN.in(engine, Optional.empty());
        assertThat(value("run == null")).contains(true);
        engine.evaluate("String told() { return run == null ? \"none\" : run.jobId(); }");

        Binding.RUN.in(engine, Optional.of(new ScriptedRun("run-1")));
        assertThat(value("told()")).contains("run-1");
        Binding.RUN.in(engine, Optional.of(new ScriptedRun("run-2")));
        assertThat(value("told()")).contains("run-2");
    }

    @Test
    void whatTheUserDeclaresInItsPlaceIsLeftAlone() {
        Binding.RUN.in(engine, Optional.empty());
        engine.evaluate("int run = 3;");

        assertThat(Binding.RUN.in(engine, Optional.of(new ScriptedRun("run-1")))).isFalse();
        assertThat(value("run")).contains(3);
        engine.evaluate("int trainer = 4;");
        assertThat(Binding.TRAINER.in(engine, Optional.empty())).isFalse();
        assertThat(value("trainer")).contains(4);
    }

    @Test
    void theListOfRunsIsALiveOne() {
        List<TrainingRun> runs = new ArrayList<>();
        Binding.RUNS.in(engine, Optional.of(runs));
        runs.add(new ScriptedRun("run-1"));

        assertThat(value("runs.get(0).jobId()")).contains("run-1");
    }

    @Test
    void theClientConnectsWhenItIsFirstAskedForSomething() {
        ScriptedConnector connector = new ScriptedConnector();
        connector.client.runs.add(new ScriptedRun("run-1"));
        try (Backends backends = new Backends(connector, Map.of(), Path.of(""), line -> {})) {
            ArkorClient client = new UsualBackend(backends, Optional.empty());
            Binding.CLIENT.in(engine, Optional.of(client));
            assertThat(text("client")).isEqualTo("client ==> the client of embedded (this machine)");
            assertThat(connector.asked).isEmpty();

            assertThat(value("client.runs().size()")).contains(1);
            assertThat(connector.asked).containsExactly("embedded");
        }
    }

    @Test
    void everyBindingCompilesAndTakesItsType() {
        Map<Binding, Object> values = Map.of(Binding.RUNS, List.of(), Binding.PROJECT, Path.of(""), Binding.ARGS, new String[] {"a"});
        for (Binding binding : Binding.values()) {
            assertThat(binding.in(engine, Optional.ofNullable(values.get(binding)))).as(binding.variable()).isTrue();
        }
        assertThat(value("args[0] + runs.size() + project.getNameCount()")).contains("a01");
    }

    private Optional<Object> value(String text) {
        List<Evaluation> all = engine.evaluate(text);
        assertThat(all.get(all.size() - 1)).isInstanceOf(Evaluation.Done.class);
        return ((Evaluation.Done) all.get(all.size() - 1)).value();
    }

    private String text(String text) {
        return ((Evaluation.Done) engine.evaluate(text).get(0)).text();
    }
}
