package ai.arkor.local.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.JobStatus;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

    private static final JsonObject CONFIG = JsonValue.object().with("model", JsonValue.of("m"));

    @TempDir
    Path folder;

    private Store store;
    private Job job;

    @BeforeEach
    void open() {
        store = open("arkor.db");
        job = store.createJob(store.createProject("p", "P").orElseThrow(), "run", CONFIG);
    }

    private Store open(String name) {
        return Store.open(folder.resolve(name), InstantSource.fixed(Instant.parse("2026-11-24T01:02:03Z")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void keepsWhatItWasToldWhenItIsOpenedAgain() {
        store.append(job.id(), event("training.started"));
        store.close();
        store = open("arkor.db");

        assertThat(store.job(job.id()).orElseThrow()).isEqualTo(new Job(job.id(), job.projectId(), "run", JobStatus.RUNNING, CONFIG, null,
                "2026-11-24T01:02:03.000Z", "2026-11-24T01:02:03.000Z", null));
        assertThat(store.events(job.id(), 0, 10)).containsExactly(new StoredEvent(1, "training.started",
                "{\"type\":\"training.started\",\"jobId\":\"" + job.id() + "\",\"timestamp\":\"2026-11-24T01:02:03.000Z\"}"));
    }

    @Test
    void givesEventsOfAJobRisingIdsWithoutGaps() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 200; i++) {
            writers.execute(() -> store.append(job.id(), event("training.log")));
        }
        writers.shutdown();
        assertThat(writers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        List<StoredEvent> events = store.events(job.id(), 0, 1000);

        assertThat(events).hasSize(200);
        assertThat(events.get(0).id()).isEqualTo(1);
        assertThat(events.get(199).id()).isEqualTo(200);
        assertThat(store.events(job.id(), 150, 10)).extracting(StoredEvent::id).startsWith(151L).hasSize(10);
    }

    @Test
    void takesNothingMoreOnceAJobIsOver() {
        assertThat(store.cancel(job.id())).isTrue();

        assertThat(store.append(job.id(), event("training.completed"))).isFalse();
        assertThat(store.cancel(job.id())).isFalse();
        assertThat(store.markRunning(job.id())).isFalse();
        assertThat(store.job(job.id()).orElseThrow().status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(store.events(job.id(), 0, 10)).isEmpty();
    }

    @Test
    void movesTheStatusWithTheEventThatTellsOfIt() {
        store.markRunning(job.id());
        store.append(job.id(), event("training.log").with("step", JsonValue.of(7)));
        store.append(job.id(), event("training.failed").with("error", JsonValue.of("row 17")));

        Job failed = store.job(job.id()).orElseThrow();
        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
        assertThat(failed.error()).isEqualTo("row 17");
        assertThat(failed.completedAt()).isNotNull();
        assertThat(store.lastStep(job.id())).isEqualTo(7);
    }

    @Test
    void refusesASlugThatIsTaken() {
        assertThat(store.createProject("p", "Other")).isEmpty();
        assertThat(store.projects()).hasSize(1);
    }

    @Test
    void namesAFileThatCannotBeUsed() {
        assertThatThrownBy(() -> open("no/such/folder.db")).isInstanceOf(StoreException.class).hasMessageContaining("folder.db cannot be used");
    }

    private static JsonObject event(String type) {
        return JsonValue.object().with("type", JsonValue.of(type));
    }
}
