package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.AwaitOptions;
import ai.arkor.api.Callbacks;
import ai.arkor.api.CloudApiException;
import ai.arkor.api.ConnectionChange;
import ai.arkor.api.JobStatus;
import ai.arkor.api.ReconnectPolicy;
import ai.arkor.api.StreamLostException;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingResult;
import ai.arkor.testkit.Fault;
import ai.arkor.testkit.RecordedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunObservationTest extends ClientTest {

    @Test
    void callsBackInOrderOnTheCallersThreadAndGivesTheResult() throws Exception {
        job.started().log(1, 1.5).checkpoint(1).completed();
        List<String> told = new ArrayList<>();
        Thread caller = Thread.currentThread();
        Callbacks callbacks = Callbacks.builder()
                .onStarted(c -> told.add("started " + c.job().status()))
                .onLog(c -> told.add("log " + c.step() + " " + c.loss().orElseThrow() + " " + c.evalLoss().isPresent()))
                .onCheckpoint(c -> told.add("checkpoint " + c.adapter()))
                .onCompleted(c -> told.add("completed " + (Thread.currentThread() == caller)))
                .build();
        TrainingResult result = submitted().await(AwaitOptions.DEFAULT.callbacks(callbacks).onEvent(e -> told.add(e.meta().type())));
        assertThat(told).containsExactly("training.started", "started running", "training.log", "log 1 1.5 false", "checkpoint.saved",
                "checkpoint Checkpoint[jobId=job-1, step=1]", "training.completed", "completed true");
        assertThat(result.orThrow().artifacts()).hasToString("[{\"pathname\":\"/adapters/job-1\"}]");
        RecordedRequest opening = openings().get(0);
        assertThat(opening.headers()).containsEntry("Accept", "text/event-stream").containsEntry("Authorization", "Bearer " + cloud.token())
                .doesNotContainKey("Last-Event-ID");
        assertThat(opening.query()).containsExactlyEntriesOf(new java.util.TreeMap<>(java.util.Map.of("orgSlug", cloud.organisation(), "projectSlug",
                ProjectSlug.slug(folder.toString()))));
    }

    @Test
    void reconnectsWithLastEventIdAfterCleanEofAtTheBaseDelay() throws Exception {
        job.fault(Fault.body(frame("1", "training.started", "") + "id: 7\n" + PING), Fault.body(frame("8", "training.log", ",\"step\":1")),
                Fault.body(frame("9", "training.completed", "")));
        assertThat(submitted().await().status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(resumptions()).containsExactly("-", "7", "8");
        assertThat(time.waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void resumesAfterABreakAndTellsOfIt() throws Exception {
        job.started().completed().fault(Fault.dropAfterEvents(1), Fault.status(503), Fault.status(404));
        List<Object> changes = new ArrayList<>();
        submitted().await(AwaitOptions.DEFAULT.onConnectionChange(changes::add)).orThrow();
        assertThat(changes).hasSize(4).last().isEqualTo(new ConnectionChange.Resumed());
        assertThat(changes.subList(0, 3)).extracting(c -> ((ConnectionChange.Lost) c).failures()).containsExactly(1, 2, 3);
        assertThat(time.waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void waitsAsLongAsTheBackendAsks() throws Exception {
        job.completed().fault(Fault.status(429).and(Fault.retryAfter("30")), Fault.status(429).and(Fault.retryAfter("Wed, 21 Oct 2015 07:28:00 GMT")));
        submitted().await();
        assertThat(time.waits).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 410, 426})
    void givesUpAtOnceWhenRefusedForGood(int status) throws Exception {
        job.fault(Fault.status(status, "{\"error\":\"no\"}"));
        assertThatThrownBy(() -> submitted().await())
                .isInstanceOfSatisfying(CloudApiException.class, e -> assertThat(e.status()).isEqualTo(status));
        assertThat(openings()).hasSize(1);
    }

    @Test
    void givesUpAfterTheAttemptsItWasAllowed() throws Exception {
        job.fault(Fault.status(500), Fault.status(500), Fault.status(500));
        client.close();
        client = builder().reconnect(ReconnectPolicy.DEFAULT.attempts(2)).build();
        assertThatThrownBy(() -> submitted().await())
                .isInstanceOf(StreamLostException.class)
                .hasMessageContaining("failed 3 consecutive times")
                .hasRootCauseInstanceOf(CloudApiException.class);
        assertThat(openings()).hasSize(3);
    }

    @Test
    void anAwaitHasAPolicyOfItsOwn() throws Exception {
        job.fault(Fault.status(500), Fault.status(500));
        ReconnectPolicy policy = ReconnectPolicy.DEFAULT.attempts(1).delay(Duration.ofMillis(10));
        assertThatThrownBy(() -> submitted().await(AwaitOptions.DEFAULT.reconnect(policy))).isInstanceOf(StreamLostException.class);
        assertThat(time.waits).containsExactly(Duration.ofMillis(10));
    }

    @Test
    void asksForTheJobAfterABareEnd() throws Exception {
        job.started().status("cancelled").end();
        assertThat(submitted().await().status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(openings()).hasSize(1);
    }

    @Test
    void carriesAStatusItDoesNotKnow() throws Exception {
        job.status("archived").end();
        TrainingResult result = submitted().await();
        assertThat(result.status()).isEqualTo(new JobStatus("archived"));
        assertThatThrownBy(result::orThrow).hasMessageContaining("archived");
    }

    @Test
    void asksForTheJobAfterAnEmptyStreamAndTriesAgainWhileItRuns() throws Exception {
        job.fault(Fault.body(PING), Fault.body(""), Fault.body(""));
        String record = "{\"job\":" + job.record() + "}";
        cloud.fault("GET /v1/jobs/job-1", Fault.body(record.replace("queued", "running")),
                Fault.body(record.replace("\"queued\"", "\"failed\",\"error\":\"boom\"")), Fault.body(record.replace("\"queued\"", "\"failed\",\"error\":\"boom\"")));
        TrainingResult result = submitted().await();
        assertThat(result.status()).isEqualTo(JobStatus.FAILED);
        assertThat(result.job().error()).contains("boom");
        assertThat(openings()).as("the third asks whether a job that is over has more to tell").hasSize(3);
    }

    @Test
    void goesOnAfterAnEndWhileTheJobRuns() throws Exception {
        job.started().completed().fault(Fault.endAfterEvents(1), Fault.endAfterEvents(0));
        assertThat(submitted().await().status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(resumptions()).containsExactly("-", "1", "1");
    }

    @Test
    void getsTheLastEventsOfAJobThatEndedWhileTheStreamWasAway() throws Exception {
        job.started().log(1, 1).completed().fault(Fault.endAfterEvents(1));
        cloud.fault("GET /v1/jobs/job-1", Fault.body("{\"job\":" + job.record().toString().replace("queued", "completed") + "}"));
        List<String> told = new ArrayList<>();
        submitted().await(AwaitOptions.DEFAULT.onEvent(e -> told.add(e.meta().type()))).orThrow();
        assertThat(told).containsExactly("training.started", "training.log", "training.completed");
    }

    @Test
    void skipsGarbageAndCarriesUnknownEvents() throws Exception {
        job.raw("data: {oops\n\n").raw("data: null\n\n").raw(frame("1", "training.paused", "")).raw(frame("2", "training.log", "")).completed();
        List<TrainingEvent> events = new ArrayList<>();
        submitted().await(AwaitOptions.DEFAULT.onEvent(events::add));
        assertThat(events).hasSize(3);
        assertThat(events.get(0)).isInstanceOf(TrainingEvent.UnknownEvent.class);
        assertThat(events.get(1)).isInstanceOf(TrainingEvent.UnknownEvent.class);
    }

    @Test
    void beginsAfterTheEventItIsGiven() throws Exception {
        job.started().log(1, 1).completed();
        List<String> ids = new ArrayList<>();
        submitted().await(AwaitOptions.DEFAULT.afterEvent("2").onEvent(e -> ids.add(e.meta().eventId().orElseThrow())));
        assertThat(ids).containsExactly("3");
        assertThat(resumptions()).containsExactly("2");
    }
}
