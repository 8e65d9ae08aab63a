package ai.arkor.shell.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.ArkorClient;
import ai.arkor.shell.snippet.Binding;
import ai.arkor.shell.snippet.Evaluation;
import ai.arkor.shell.snippet.SnippetEngine;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OwnThreadsTest {

    private final CountDownLatch connected = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CompletableFuture<String> observation = new CompletableFuture<>();
    private final ScriptedClient client = new ScriptedClient();

    /** Starts a thread as a client does for its connections, which observes runs as long as it lives. */
    private final Connector connector = new Connector() {
        @Override
        public Optional<URI> signedIn() {
            return Optional.empty();
        }

        @Override
        public ArkorClient embedded(Path projectDirectory) {
            Thread thread = new Thread(() -> {
                try {
                    connected.countDown();
                    stopped.await();
                    observation.complete("goes on");
                } catch (Throwable ended) {
                    observation.complete("ended by " + ended);
                    throw new IllegalStateException(ended);
                }
            });
            thread.setDaemon(true);
            thread.start();
            return client;
        }

        @Override
        public Optional<ArkorClient> embeddedIfRunning(Path projectDirectory) {
            return Optional.empty();
        }

        @Override
        public ArkorClient remote(URI address, Path projectDirectory) {
            throw new AssertionError("not part of this test");
        }
    };

    @Test
    void whatASnippetConnectedOutlivesTheSnippetThatIsStopped() throws Exception {
        try (Backends backends = new Backends(connector, Map.of(), Path.of(""), line -> {}); SnippetEngine engine = SnippetEngine.open(Path.of("").toAbsolutePath())) {
            Binding.CLIENT.in(engine, Optional.of(new UsualBackend(backends, Optional.empty())));
            CompletableFuture<List<Evaluation>> evaluation = CompletableFuture.supplyAsync(() -> engine.evaluate("client.backend(); while (true) { Thread.sleep(1000); }"));
            connected.await();
            engine.stop();
            assertThat(evaluation.get()).contains(new Evaluation.Stopped());

            stopped.countDown();
            assertThat(observation.get()).isEqualTo("goes on");
        }
    }
}
