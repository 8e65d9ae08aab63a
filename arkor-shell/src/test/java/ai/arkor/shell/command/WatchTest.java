package ai.arkor.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.ArkorException;
import ai.arkor.api.AwaitTimeoutException;
import ai.arkor.api.JobStatus;
import ai.arkor.api.StreamLostException;
import ai.arkor.shell.backend.Backends;
import ai.arkor.shell.backend.Events;
import ai.arkor.shell.backend.ScriptedConnector;
import ai.arkor.shell.backend.ScriptedRun;
import ai.arkor.shell.terminal.LineScreen;
import ai.arkor.shell.terminal.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WatchTest {

    private final ScriptedConnector connector = new ScriptedConnector();
    private final ScriptedRun run = new ScriptedRun("r-1");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Runnable> ctrlC = new CompletableFuture<>();

    @ParameterizedTest
    @CsvSource({"completed,0", "failed,3", "cancelled,4", "exploded,1"})
    void theExitStatusIsThatOfTheRun(String status, int expected) throws InterruptedException {
        run.end(new JobStatus(status));

        assertThat(watch(Optional.empty())).isEqualTo(expected);
        assertThat(lines).contains("run: local#local/project/r-1").anyMatch(line -> line.startsWith(status));
    }

    @Test
    void ctrlCEndsTheWatchingAndSaysHowToComeBack() throws Exception {
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> {
            try {
                return watch(Optional.empty());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        run.emit(Events.started(10));
        ctrlC.get().run();

        assertThat(status.get()).isEqualTo(130);
        assertThat(run.job().status()).isEqualTo(JobStatus.QUEUED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("detached; the run goes on", "arkor attach local#local/project/r-1",
                "arkor cancel local#local/project/r-1");
    }

    @Test
    void aPassedDeadlineIsAnExitStatusOfItsOwn() throws InterruptedException {
        run.loseStream(new AwaitTimeoutException("r-1", Duration.ofSeconds(1)));

        assertThat(watch(Optional.of(Duration.ofSeconds(1)))).isEqualTo(124);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("the deadline passed; the run goes on");
    }

    @Test
    void aLostRunWhoseBackendCannotBeAskedIsLostAndSaysHowToComeBack() throws InterruptedException {
        run.loseStream(new StreamLostException("the stream of r-1 is lost", 3, null));
        connector.embeddedFails = Optional.of(new ArkorException("no backend"));

        assertThat(watch(Optional.empty())).isEqualTo(5);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("the stream of r-1 is lost", "come back: arkor attach local#local/project/r-1",
                "stop it:   arkor cancel local#local/project/r-1").doesNotContain("no backend");
    }

    private int watch(Optional<Duration> timeout) throws InterruptedException {
        PrintStream out = new PrintStream(err, true, StandardCharsets.UTF_8);
        try (Backends backends = new Backends(connector, Map.of(), Path.of(""), lines::add)) {
            Session session = new Session(backends, connector, new LineScreen(lines::add, Style.PLAIN), out, out, Path.of(""), "arkor ", action -> {
                ctrlC.complete(action);
                return () -> {};
            }, Optional.empty());
            return new Watch(session, timeout).until(run);
        }
    }
}
