package ai.arkor.shell.snippet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.AbortedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JshEntryLoaderTest {

    @TempDir
    private Path folder;

    @Test
    void anEntryThatDoesNotEndIsStoppedByAnInterrupt() throws Exception {
        Path entry = Files.writeString(folder.resolve("index.jsh"), """
                var loading = Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().equals("loading-of-test")).findFirst().get();
                loading.interrupt();
                new CountDownLatch(1).await();
                """);
        Throwable[] thrown = new Throwable[1];
        Thread loading = new Thread(() -> {
            try {
                new JshEntryLoader().load(entry, folder, List.of());
            } catch (RuntimeException e) {
                thrown[0] = e;
            }
        }, "loading-of-test");
        loading.start();
        loading.join();
        assertThat(thrown[0]).isInstanceOf(AbortedException.class).hasMessageContaining("index.jsh");
    }
}
