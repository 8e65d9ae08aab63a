package ai.arkor.shell.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.ArkorException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunFinderTest {

    private final ScriptedConnector connector = new ScriptedConnector();
    private final RunFinder finder = new RunFinder(new Backends(connector, Map.of(), Path.of(""), line -> {}));

    @Test
    void findsByReferenceByIdAndByTheBeginningOfAnId() throws InterruptedException {
        ScriptedRun run = new ScriptedRun("abc-1");
        connector.client.runs.add(run);
        connector.client.runs.add(new ScriptedRun("xyz"));

        assertThat(finder.find(run.reference().toString(), Optional.empty()).run()).isSameAs(run);
        assertThat(finder.find("abc-1", Optional.empty()).run()).isSameAs(run);
        assertThat(finder.find("a", Optional.empty()).run()).isSameAs(run);
    }

    @Test
    void anIdThatIsAlsoTheBeginningOfAnotherMeansItself() throws InterruptedException {
        ScriptedRun shorter = new ScriptedRun("run-1");
        connector.client.runs.add(new ScriptedRun("run-12"));
        connector.client.runs.add(shorter);

        assertThat(finder.find("run-1", Optional.empty()).run()).isSameAs(shorter);
    }

    @Test
    void namesThoseThatCouldBeMeant() {
        connector.client.runs.add(new ScriptedRun("run-1"));
        connector.client.runs.add(new ScriptedRun("run-2"));

        assertThatThrownBy(() -> finder.find("run", Optional.empty())).isInstanceOf(ArkorException.class).hasMessageContaining("run-1, run-2");
        assertThatThrownBy(() -> finder.find("other", Optional.empty())).isInstanceOf(ArkorException.class).hasMessageContaining("No run other");
        assertThatThrownBy(() -> finder.find("a#b", Optional.empty())).isInstanceOf(ArkorException.class);
    }
}
