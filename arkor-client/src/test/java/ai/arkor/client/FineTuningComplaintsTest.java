package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.AwaitOptions;
import ai.arkor.api.CloudApiException;
import ai.arkor.api.JobStatus;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingFailedException;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.json.JsonValue;
import ai.arkor.testkit.Fault;
import ai.arkor.testkit.ScriptedJob;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What users of other fine-tuning SDKs complain of, forced upon this one. */
class FineTuningComplaintsTest extends ClientTest {

    @Test
    void oneAwaitGoesThroughAStreamThatDiesAgainAndAgain() throws Exception {
        job.started();
        Fault[] faults = {Fault.dropAfterEvents(3), Fault.resetAfterEvents(1), Fault.status(502), Fault.dropAfterBytes(100), Fault.closeAfterEvents(2),
                Fault.body(""), Fault.status(429).and(Fault.retryAfter("1")), Fault.dropAfterEvents(1)};
        List<Long> expected = new ArrayList<>();
        for (long step = 1; step <= 20; step++) {
            job.log(step, 1);
            expected.add(step);
        }
        job.completed().fault(faults);
        List<Long> steps = new ArrayList<>();
        trainer().onLog(log -> steps.add(log.step())).build().await().orThrow();
        assertThat(steps).as("each once, the oldest first").isEqualTo(expected);
    }

    @Test
    void aStatusItDoesNotKnowIsNoSuccess() throws Exception {
        job.status("validating_files").completed().fault(Fault.endAfterEvents(0));
        TrainingResult result = submitted().await();
        assertThat(result.status()).isEqualTo(new JobStatus("validating_files"));
        assertThat(result.status().isTerminal()).isFalse();
        assertThatThrownBy(result::orThrow).isInstanceOf(TrainingFailedException.class);
    }

    /** The protocol tells that a run is queued, and not for what. */
    @Test
    void aRunThatIsQueuedForLongIsNeitherLostNorFailedAndCanBeSeenToBeQueued() throws Exception {
        job.fault(Fault.body(PING), Fault.body(PING), Fault.endAfterEvents(0));
        TrainingRun run = submitted();
        List<JobStatus> seen = new ArrayList<>();
        TrainingResult result = run.await(AwaitOptions.DEFAULT.onConnectionChange(change -> {
            seen.add(run.job().status());
            if (seen.size() == 3) {
                job.started().completed();
            }
        }));
        assertThat(seen).startsWith(JobStatus.QUEUED, JobStatus.QUEUED, JobStatus.QUEUED);
        assertThat(result.orThrow().status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void noResultIsToBeHadBeforeTheRunIsOver() throws Exception {
        job.started();
        TrainingRun run = submitted();
        CompletableFuture<Void> started = new CompletableFuture<>();
        CompletableFuture<TrainingResult> result = run.awaitAsync(AwaitOptions.DEFAULT.onEvent(event -> started.complete(null)));
        started.get(10, TimeUnit.SECONDS);
        assertThat(result).isNotDone();
        job.completed();
        assertThat(result.get(10, TimeUnit.SECONDS).artifacts()).hasSize(1);
    }

    @Test
    void aFailureSaysWhy() throws Exception {
        job.started().failed("train.jsonl row 17: not JSON");
        List<String> told = new ArrayList<>();
        TrainingResult result = trainer().onFailed(failed -> told.add(failed.error() + " " + failed.job().status())).build().await();
        assertThat(told).containsExactly("train.jsonl row 17: not JSON failed");
        assertThatThrownBy(result::orThrow).hasMessageContaining("row 17").hasMessageContaining(job.id());
    }

    @Test
    void aRefusalIsInTheBackendsWords() {
        cloud.fault("POST /v1/jobs", Fault.status(422, "{\"error\":\"config.maxSteps: expected number\"}"));
        assertThatThrownBy(() -> submitted()).isInstanceOfSatisfying(CloudApiException.class, e -> assertThat(e.status()).isEqualTo(422))
                .hasMessageContaining("config.maxSteps: expected number");
    }

    @Test
    void fieldsThatTheBackendAddsOrLeavesOutBreakNothing() throws Exception {
        job.field("provider", JsonValue.of("new")).field("status", JsonValue.of("queued"))
                .event("training.started", JsonValue.object().with("gpu", JsonValue.of("H200")))
                .event("training.log", JsonValue.object().with("step", JsonValue.of(1)).with("gradNorm", JsonValue.of(0.5)).with("loss", JsonValue.NULL))
                .event("training.completed", JsonValue.object());
        List<String> told = new ArrayList<>();
        TrainingResult result = trainer().onLog(log -> told.add(log.loss() + " " + log.event().meta().json().number("gradNorm").orElseThrow())).build().await();
        assertThat(told).containsExactly("OptionalDouble.empty 0.5");
        assertThat(result.orThrow().job().json().string("provider")).contains("new");
        assertThat(result.artifacts()).isEmpty();
    }

    @Test
    void reattachingShowsTheLiveLogsOfTheRightJob() throws Exception {
        ScriptedJob other = cloud.existingJob("other").started().log(1, 9).completed();
        job.started().log(1, 1);
        var reference = submitted().reference();
        try (ArkorClient another = builder().build()) {
            Iterator<TrainingEvent> events = another.attach(reference).events().iterator();
            events.next();
            assertThat(((TrainingEvent.TrainingLog) events.next()).loss()).hasValue(1);
            job.log(2, 0.5);
            assertThat(((TrainingEvent.TrainingLog) events.next()).loss()).hasValue(0.5);
        }
        assertThat(other.status()).isEqualTo("queued");
    }

    @Test
    void aStopReachesTheBackendWhileTheRunIsAwaited() throws Exception {
        job.started();
        TrainingRun run = submitted();
        CompletableFuture<TrainingResult> waiting = run.awaitAsync();
        cloud.awaitRequests(STREAM, 1);
        assertThat(run.cancel()).isTrue();
        assertThat(waiting.get(10, TimeUnit.SECONDS).status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void aClientThatIsGoneIsNoRunThatIsGone() throws Exception {
        job.started();
        TrainingRun run = submitted();
        CompletableFuture<TrainingResult> waiting = run.awaitAsync();
        cloud.awaitRequests(STREAM, 1);
        client.close();
        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS)).hasMessageContaining("closed");
        assertThat(cloud.requests("POST /v1/jobs/*/cancel")).isEmpty();
        job.completed();
        client = builder().build();
        assertThat(client.attach(run.reference()).await().status()).isEqualTo(JobStatus.COMPLETED);
    }
}
