package ai.arkor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The backend as a process of its own. */
@Timeout(120)
class LocalBackendTest {

    @TempDir
    Path home;

    private LocalOptions options;

    @BeforeEach
    void inAnEmptyHome() {
        options = LocalOptions.inHome(home);
    }

    @AfterEach
    void stop() throws Exception {
        var running = LocalBackend.find(options);
        if (running.isPresent()) {
            running.get().stop();
        }
    }

    @Test
    void isStartedOnceAndFoundAgainAndStopped() throws Exception {
        assertThat(LocalBackend.find(options)).isEmpty();

        LocalBackend started = LocalBackend.ensure(options);
        LocalBackend again = LocalBackend.ensure(options);

        assertThat(again.pid()).isEqualTo(started.pid()).isNotEqualTo(ProcessHandle.current().pid());
        assertThat(started.status()).extracting(BackendStatus::running, BackendStatus::queued, BackendStatus::dataDirectory)
                .containsExactly(0, 0, home.resolve(".arkor/local"));
        started.stop();
        assertThat(LocalBackend.find(options)).isEmpty();
        assertThat(ProcessHandle.of(started.pid())).isEmpty();
        assertThat(options.dataDirectory().resolve("backend.json")).doesNotExist();
    }

    @Test
    void twoStartersGetOneProcess() throws Exception {
        ExecutorService starters = Executors.newFixedThreadPool(2);
        List<Future<LocalBackend>> started = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            started.add(starters.submit(() -> LocalBackend.ensure(options)));
        }

        assertThat(started.get(0).get().pid()).isEqualTo(started.get(1).get().pid());
        starters.shutdown();
    }

    @Test
    void theTokenIsInThePrivateFileAndNowhereElse() throws Exception {
        LocalBackend backend = LocalBackend.ensure(options);
        Path data = options.dataDirectory();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("backend.json")))).isEqualTo("rw-------");
        assertThat(Json.parseObject(Files.readAllBytes(data.resolve("backend.json"))).string("token")).contains(backend.token());
        assertThat(backend.token()).matches("[A-Za-z0-9_-]{43}");
        assertThat(data.resolve("backend.log")).content().contains("answers at " + backend.address()).doesNotContain(backend.token());
        assertThat(ProcessHandle.of(backend.pid()).orElseThrow().info().commandLine().orElse("")).doesNotContain(backend.token());
        assertThat(backend.toString()).doesNotContain(backend.token());
    }

    @Test
    void endsByItselfWhenNobodyAsksForAWhile() throws Exception {
        LocalBackend backend = LocalBackend.ensure(options.idleTimeout(Duration.ofSeconds(1)));

        ProcessHandle.of(backend.pid()).ifPresent(process -> process.onExit().join());

        assertThat(LocalBackend.find(options)).isEmpty();
    }

    @Test
    void aDamagedStoreIsNamedAndLeftAsItIs() throws Exception {
        Path store = options.dataDirectory().resolve("arkor.db");
        Files.createDirectories(options.dataDirectory());
        Files.writeString(options.dataDirectory().resolve("backend.log"), "of a backend before\n");
        Files.writeString(store, "this is no database, and long enough to be seen as none: " + "x".repeat(200));

        assertThatThrownBy(() -> LocalBackend.ensure(options)).isInstanceOf(LocalBackendException.class)
                .hasMessageContaining("could not start").hasMessageContaining(store.toString()).hasMessageContaining("damaged").hasMessageContaining("backend.log")
                .hasMessageNotContaining("of a backend before");
        assertThat(store).content().startsWith("this is no database");
    }

    @Test
    void stateAndSlugAreKeyedByTheProjectsFolder() throws Exception {
        LocalBackend backend = LocalBackend.ensure(options);

        assertThat(backend.projectSlug(Path.of("/a/My App!"))).matches("my-app-[0-9a-f]{6}").isNotEqualTo(backend.projectSlug(Path.of("/b/My App!")));
        assertThat(backend.stateFile(Path.of("/a/My App!"))).startsWithRaw(options.dataDirectory()).isNotEqualTo(backend.stateFile(Path.of("/b/My App!")));
        assertThat(backend.organisation()).isEqualTo("local");
    }
}
