package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.AwaitOptions;
import ai.arkor.api.ConnectionChange;
import ai.arkor.api.EventOptions;
import ai.arkor.api.EventStream;
import ai.arkor.api.JobStatus;
import ai.arkor.api.ReconnectPolicy;
import ai.arkor.api.StreamLostException;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingEvent.UnknownEvent;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.json.JsonValue;
import ai.arkor.testkit.Fault;
import ai.arkor.testkit.RecordedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users of other clients of event streams complain of, forced upon this one. */
class StreamComplaintsTest extends ClientTest {

    private static Fault[] times(int count, Fault fault) {
        return Collections.nCopies(count, fault).toArray(Fault[]::new);
    }

    @Test
    void aBackendThatIsDownIsNotStormed() throws Exception {
        job.completed().fault(times(9, Fault.status(503)));
        submitted().await();
        assertThat(time.waits).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void keepAlivesAndGarbageDoNotResetTheBackOff() throws Exception {
        job.completed().fault(times(3, Fault.body(PING + "data: {oops\n\n: comment\n\n")));
        submitted().await();
        assertThat(time.waits).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L);
    }

    @Test
    void anEventResetsTheBackOff() throws Exception {
        job.started().completed().fault(Fault.status(503), Fault.status(503), Fault.dropAfterEvents(1));
        submitted().await();
        assertThat(time.waits).extracting(Duration::toSeconds).containsExactly(1L, 2L, 1L);
    }

    @Test
    void aCleanCloseMakesNoTightLoop() throws Exception {
        job.started().log(1, 1).completed().fault(Fault.closeAfterEvents(1), Fault.closeAfterEvents(0), Fault.closeAfterEvents(0), Fault.closeAfterEvents(1));
        submitted().await();
        assertThat(time.waits).extracting(Duration::toSeconds).containsExactly(1L, 1L, 2L, 1L);
    }

    @Test
    void aServersHintDoesNotRemoveTheBackOffNorStretchItForEver() throws Exception {
        job.raw("retry: 0\n\n").completed().fault(Fault.status(503).and(Fault.retryAfter("0")), Fault.status(429).and(Fault.retryAfter("999999")),
                Fault.status(429).and(Fault.retryAfter("soon")));
        time.hold();
        List<Duration> delays = new ArrayList<>();
        submitted().await(AwaitOptions.DEFAULT.onConnectionChange(change -> {
            if (change instanceof ConnectionChange.Lost lost) {
                delays.add(lost.nextAttempt());
                time.pass(lost.nextAttempt());
            }
        }));
        assertThat(delays).containsExactly(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(4));
    }

    @Test
    void theConnectionIsNotLeakedWhenTheStreamIsClosedBeforeItsEnd() throws Exception {
        job.started().log(1, 1);
        try (EventStream events = submitted().events()) {
            assertThat(events.iterator().next()).isInstanceOf(TrainingEvent.TrainingStarted.class);
        }
        openings().get(0).closedByClient().get(10, TimeUnit.SECONDS);
    }

    @Test
    void theConnectionIsNotLeakedWhenTheLoopIsLeftByABreakAndTheClientIsClosed() throws Exception {
        job.started().log(1, 1);
        Iterator<TrainingEvent> events = submitted().events().iterator();
        events.next();
        client.close();
        openings().get(0).closedByClient().get(10, TimeUnit.SECONDS);
        assertThat(events.hasNext()).isFalse();
    }

    @Test
    void cancellingASubscriptionClosesTheStream() throws Exception {
        job.started().log(1, 1);
        submitted().publisher().subscribe(new Flow.Subscriber<>() {
            private Flow.Subscription subscription;

            @Override
            public void onSubscribe(Flow.Subscription given) {
                subscription = given;
                given.request(1);
            }

            @Override
            public void onNext(TrainingEvent event) {
                subscription.cancel();
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onComplete() {}
        });
        cloud.awaitRequests(STREAM, 1).get(0).closedByClient().get(10, TimeUnit.SECONDS);
    }

    @Test
    void detachingDoesNotStopTheRunAndCancellingDoes() throws Exception {
        job.started();
        TrainingRun run = submitted();
        run.awaitAsync().cancel(true);
        run.events().close();
        assertThat(cloud.requests("POST /v1/jobs/*/cancel")).isEmpty();
        assertThat(run.cancel()).isTrue();
        assertThat(run.await().status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(run.cancel()).as("it is over").isFalse();
        assertThat(client.attach(run.reference()).cancel()).isFalse();
        assertThat(cloud.requests("POST /v1/jobs/*/cancel")).hasSize(1);
    }

    @Test
    void theLastEventEndsTheWaitThoughTheConnectionStaysOpen() throws Exception {
        job.started().completed().fault(Fault.stallAfterEvents(2));
        assertThat(submitted().await().status()).isEqualTo(JobStatus.COMPLETED);
        openings().get(0).closedByClient().get(10, TimeUnit.SECONDS);
    }

    @Test
    void theStreamDoesNotStallAfterManyEvents() throws Exception {
        job.started();
        for (int step = 1; step <= 5_000; step++) {
            job.log(step, 1);
        }
        job.completed();
        int count = 0;
        try (EventStream events = submitted().events()) {
            for (TrainingEvent event : events) {
                assertThat(event.meta().eventId()).contains(Integer.toString(++count));
            }
        }
        assertThat(count).isEqualTo(5_002);
    }

    @Test
    void aHugeEventArrives() throws Exception {
        String huge = "é".repeat(2 << 20);
        job.event("training.note", JsonValue.object().with("note", JsonValue.of(huge))).completed();
        List<TrainingEvent> events = new ArrayList<>();
        submitted().await(AwaitOptions.DEFAULT.onEvent(events::add));
        assertThat(events.get(0)).isInstanceOfSatisfying(UnknownEvent.class, note -> assertThat(note.meta().json().string("note").orElseThrow().equals(huge)).isTrue());
    }

    @Test
    void anEventTooLargeForAnyMemoryIsAFaultOfTheStreamAndNotOfTheJvm() throws Exception {
        job.raw("data: " + "x".repeat(9 << 20) + "\n\n").completed();
        assertThatThrownBy(() -> submitted().await(AwaitOptions.DEFAULT.reconnect(ReconnectPolicy.DEFAULT.attempts(1)))).isInstanceOf(StreamLostException.class)
                .hasMessageContaining("8388608");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void aDelimiterSplitAcrossChunksLosesNothing(String lineEnd) throws Exception {
        job.raw((frame("1", "training.started", "") + frame("2", "training.log", ",\"step\":1,\"note\":\"é🚀\"") + frame("3", "training.completed", ""))
                .replace("\n", lineEnd)).fault(Fault.splitEvery(1));
        List<String> told = new ArrayList<>();
        submitted().await(AwaitOptions.DEFAULT.onEvent(event -> told.add(event.meta().json().string("note").orElse(event.meta().type()))));
        assertThat(told).containsExactly("training.started", "é🚀", "training.completed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStallIsFoundOutAndAHealthyJobIsNoFailure(boolean afterHeaders) throws Exception {
        job.started().completed().fault(afterHeaders ? Fault.stallAfterEvents(1) : Fault.stallHeaders());
        List<ConnectionChange> changes = new ArrayList<>();
        CompletableFuture<?> waiting = submitted().awaitAsync(AwaitOptions.DEFAULT.onConnectionChange(changes::add));
        RecordedRequest stalled = cloud.awaitRequests(STREAM, 1).get(0);
        time.awaitWaiting(Duration.ofMinutes(5));
        passUntil(Duration.ofMinutes(5), waiting);
        stalled.closedByClient().get(10, TimeUnit.SECONDS);
        assertThat(cloud.requests("GET /v1/jobs/job-1")).as("the job is asked first").isNotEmpty();
        assertThat(changes).isEmpty();
        assertThat(time.waits).as("no back-off").isEmpty();
    }

    /** Time may be passed before a chunk on its way has begun a new wait, so it is passed again. */
    private void passUntil(Duration idle, CompletableFuture<?> end) throws Exception {
        while (!end.isDone()) {
            time.pass(idle);
            try {
                end.get(20, TimeUnit.MILLISECONDS);
            } catch (java.util.concurrent.TimeoutException notYet) {
                // Again.
            }
        }
        end.get();
    }

    @Test
    void closingTheClientReturnsThoughABodyIsUnread() throws Exception {
        job.started();
        for (int step = 0; step < 20_000; step++) {
            job.log(step, 1);
        }
        Iterator<TrainingEvent> events = submitted().events().iterator();
        events.next();
        client.close();
        openings().get(0).closedByClient().get(10, TimeUnit.SECONDS);
    }

    @Test
    void anEventIsTheNextOnesAndNotHeldBackUntilThen() throws Exception {
        Iterator<TrainingEvent> events = submitted().events().iterator();
        for (int step = 1; step <= 3; step++) {
            job.log(step, 1);
            assertThat(((TrainingEvent.TrainingLog) events.next()).step()).isEqualTo(step);
        }
    }

    @Test
    void dataOfManyLinesAndCommentsAreUnderstood() throws Exception {
        job.raw(": keep-alive\n\n").raw("id: 1\ndata: {\"type\":\"training.log\",\ndata: \"step\":4}\n\n").completed();
        List<Long> steps = new ArrayList<>();
        submitted().await(AwaitOptions.DEFAULT.onEvent(event -> {
            if (event instanceof TrainingEvent.TrainingLog log) {
                steps.add(log.step());
            }
        }));
        assertThat(steps).containsExactly(4L);
    }

    @Test
    void aPageOfAProxyInPlaceOfTheStreamIsNoEnd() throws Exception {
        job.started().completed().fault(Fault.body("<html>502</html>").and(Fault.contentType("text/html")));
        assertThat(submitted().await().status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void framesThatComeTwiceAreToldOnce() throws Exception {
        job.started().log(1, 1).log(2, 1).completed().fault(Fault.duplicate().and(Fault.dropAfterEvents(2)), Fault.rewind(2).and(Fault.resetAfterEvents(3)),
                Fault.rewind(5));
        List<String> ids = new ArrayList<>();
        submitted().await(AwaitOptions.DEFAULT.onEvent(event -> ids.add(event.meta().eventId().orElseThrow())));
        assertThat(ids).containsExactly("1", "2", "3", "4");
    }

    @Test
    void eventsOfOneMomentAreNotTakenForRepetitions() throws Exception {
        String log = "id: 2026-01-02T03:04:05Z\ndata: {\"type\":\"training.log\",\"jobId\":\"j\",\"timestamp\":\"2026-01-02T03:04:05Z\",\"step\":%d%s}\n\n";
        job.raw(log.formatted(1, ",\"loss\":1")).raw(log.formatted(1, ",\"evalLoss\":1")).raw(log.formatted(2, ",\"loss\":1")).completed();
        List<TrainingEvent> events = new ArrayList<>();
        submitted().await(AwaitOptions.DEFAULT.onEvent(events::add));
        assertThat(events).hasSize(4);
    }

    @Test
    void aViewerThatPullsIsToldOfLossesInOrder() throws Exception {
        job.started().completed().fault(Fault.dropAfterEvents(1));
        List<String> told = new ArrayList<>();
        try (EventStream events = submitted().events(EventOptions.DEFAULT.onConnectionChange(change -> told.add(change.getClass().getSimpleName())))) {
            for (TrainingEvent event : events) {
                told.add(event.meta().type());
            }
        }
        assertThat(told).containsExactly("training.started", "Lost", "Resumed", "training.completed");
    }

    @Test
    void eventsArePulledFromWhereTheyAreAskedFor() throws Exception {
        job.started().log(1, 1).completed();
        List<String> ids = new ArrayList<>();
        try (EventStream events = submitted().events(EventOptions.DEFAULT.afterEvent("1"))) {
            events.forEach(event -> ids.add(event.meta().eventId().orElseThrow()));
        }
        assertThat(ids).containsExactly("2", "3");
    }
}
