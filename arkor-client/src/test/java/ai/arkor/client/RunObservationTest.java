package ai.arkor.client;

import static ai.arkor.client.ScriptedCloud.END;
import static ai.arkor.client.ScriptedCloud.JOB;
import static ai.arkor.client.ScriptedCloud.PING;
import static ai.arkor.client.ScriptedCloud.completed;
import static ai.arkor.client.ScriptedCloud.frame;
import static ai.arkor.client.ScriptedCloud.log;
import static ai.arkor.client.ScriptedCloud.started;
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
import ai.arkor.client.ScriptedCloud.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunObservationTest extends ClientTest {

    @Test
    void callsBackInOrderOnTheCallersThreadAndGivesTheResult() throws Exception {
        cloud.stream(Reply.frames(started("1"), log("2", 1), frame("3", "checkpoint.saved", ",\"step\":1"), completed("4")));
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
                "checkpoint Checkpoint[jobId=j1, step=1]", "training.completed", "completed true");
        assertThat(result.orThrow().artifacts()).hasToString("[{\"pathname\":\"/a\"}]");
        assertThat(cloud.openings().get(0).headers()).containsEntry("Accept", "text/event-stream").containsEntry("Authorization", "Bearer secret-token")
                .doesNotContainKey("Last-Event-ID");
        assertThat(cloud.openings().get(0).query()).isEqualTo("orgSlug=me&projectSlug=triage");
    }

    @Test
    void reconnectsWithLastEventIdAfterCleanEofAtTheBaseDelay() throws Exception {
        cloud.stream(Reply.frames(started("1"), "id: 7\n" + PING), Reply.frames(log("8", 1)), Reply.frames(completed("9")));
        assertThat(submitted().await().status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(cloud.openings()).extracting(r -> r.headers().getOrDefault("Last-Event-ID", "-")).containsExactly("-", "7", "8");
        assertThat(time.waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void resumesAfterABreakAndTellsOfIt() throws Exception {
        cloud.stream(Reply.breaking(started("1")), Reply.json(503, "{}"), Reply.json(404, "{}"), Reply.frames(completed("2")));
        List<Object> changes = new ArrayList<>();
        submitted().await(AwaitOptions.DEFAULT.onConnectionChange(changes::add)).orThrow();
        assertThat(changes).hasSize(4).last().isEqualTo(new ConnectionChange.Resumed());
        assertThat(changes.subList(0, 3)).extracting(c -> ((ConnectionChange.Lost) c).failures()).containsExactly(1, 2, 3);
        assertThat(time.waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void waitsAsLongAsTheBackendAsks() throws Exception {
        cloud.stream(Reply.json(429, "{}", "Retry-After: 30"), Reply.json(429, "{}", "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT"), Reply.frames(completed("1")));
        submitted().await();
        assertThat(time.waits).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 410, 426})
    void givesUpAtOnceWhenRefusedForGood(int status) throws Exception {
        cloud.stream(Reply.json(status, "{\"error\":\"no\"}"));
        assertThatThrownBy(() -> submitted().await())
                .isInstanceOfSatisfying(CloudApiException.class, e -> assertThat(e.status()).isEqualTo(status));
        assertThat(cloud.openings()).hasSize(1);
    }

    @Test
    void givesUpAfterTheAttemptsItWasAllowed() throws Exception {
        cloud.stream(Reply.json(500, "{\"error\":\"down\"}"));
        client.close();
        client = builder().reconnect(ReconnectPolicy.DEFAULT.attempts(2)).build();
        assertThatThrownBy(() -> submitted().await())
                .isInstanceOf(StreamLostException.class)
                .hasMessageContaining("failed 3 consecutive times")
                .hasRootCauseInstanceOf(CloudApiException.class);
        assertThat(cloud.openings()).hasSize(3);
    }

    @Test
    void asksForTheJobAfterABareEnd() throws Exception {
        cloud.stream(Reply.frames(started("1"), END));
        cloud.on("GET /v1/jobs/j1", Reply.json(200, "{\"job\":" + JOB.formatted("cancelled") + "}"));
        assertThat(submitted().await().status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(cloud.openings()).hasSize(1);
    }

    @Test
    void goesOnAfterAnEndWhileTheJobRuns() throws Exception {
        cloud.stream(Reply.frames(started("1"), END), Reply.frames(END), Reply.frames(completed("2")));
        assertThat(submitted().await().status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(cloud.openings()).extracting(r -> r.headers().getOrDefault("Last-Event-ID", "-")).containsExactly("-", "1", "1");
    }

    @Test
    void getsTheLastEventsOfAJobThatEndedWhileTheStreamWasAway() throws Exception {
        cloud.stream(Reply.frames(started("1"), END), Reply.frames(log("2", 1), completed("3")));
        cloud.on("GET /v1/jobs/j1", Reply.json(200, "{\"job\":" + JOB.formatted("completed") + "}"));
        List<String> told = new ArrayList<>();
        submitted().await(AwaitOptions.DEFAULT.onEvent(e -> told.add(e.meta().type()))).orThrow();
        assertThat(told).containsExactly("training.started", "training.log", "training.completed");
    }

    @Test
    void carriesAStatusItDoesNotKnow() throws Exception {
        cloud.stream(Reply.frames(END));
        cloud.on("GET /v1/jobs/j1", Reply.json(200, "{\"job\":" + JOB.formatted("archived") + "}"));
        assertThat(submitted().await().status()).isEqualTo(new JobStatus("archived"));
    }

    @Test
    void asksForTheJobAfterAnEmptyStreamAndTriesAgainWhileItRuns() throws Exception {
        cloud.stream(Reply.frames(PING), Reply.frames(""));
        cloud.on("GET /v1/jobs/j1", Reply.json(200, "{\"job\":" + JOB.formatted("running") + "}"),
                Reply.json(200, "{\"job\":" + JOB.formatted("failed").replace("\"config\"", "\"error\":\"boom\",\"config\"") + "}"));
        TrainingResult result = submitted().await();
        assertThat(result.status()).isEqualTo(JobStatus.FAILED);
        assertThat(result.job().error()).contains("boom");
        assertThat(cloud.openings()).as("the third asks whether a job that is over has more to tell").hasSize(3);
    }

    @Test
    void skipsGarbageAndCarriesUnknownEvents() throws Exception {
        cloud.stream(Reply.frames("data: {oops\n\n", "data: null\n\n", frame("1", "training.paused", ""), frame("2", "training.log", ""), completed("3")));
        List<TrainingEvent> events = new ArrayList<>();
        submitted().await(AwaitOptions.DEFAULT.onEvent(events::add));
        assertThat(events).hasSize(3);
        assertThat(events.get(0)).isInstanceOf(TrainingEvent.UnknownEvent.class);
        assertThat(events.get(1)).isInstanceOf(TrainingEvent.UnknownEvent.class);
    }

    @Test
    void beginsAfterTheEventItIsGiven() throws Exception {
        cloud.stream(Reply.frames(completed("9")));
        submitted().await(AwaitOptions.DEFAULT.afterEvent("8"));
        assertThat(cloud.openings().get(0).headers()).containsEntry("Last-Event-ID", "8");
    }
}
