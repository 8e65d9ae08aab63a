package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.AbortController;
import ai.arkor.api.AbortedException;
import ai.arkor.api.AwaitOptions;
import ai.arkor.api.AwaitTimeoutException;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.testkit.Fault;
import ai.arkor.testkit.RecordedRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interrupt, abort and deadline end the waiting in whatever it is, close its connection, and leave the run alone. */
class DetachTest extends ClientTest {

    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final AbortController controller = new AbortController();

    /** What the wait is in. */
    enum During {
        IDLE,
        CONNECTING,
        SLEEPING
    }

    @AfterEach
    void leavesTheRunAlone() {
        assertThat(cloud.requests("POST /v1/jobs/*/cancel")).isEmpty();
        assertThat(job.status()).isNotEqualTo("cancelled");
    }

    /** A wait on a thread of its own that is in that state now. */
    private Waiting waiting(During state) throws Exception {
        time.hold();
        if (state == During.CONNECTING) {
            job.fault(Fault.stallHeaders());
        } else if (state == During.SLEEPING) {
            job.fault(Fault.status(503));
        }
        job.started();
        TrainingRun run = submitted();
        CompletableFuture<Void> reached = new CompletableFuture<>();
        AwaitOptions options = AwaitOptions.DEFAULT.abortSignal(controller.signal()).timeout(LIMIT)
                .onEvent(event -> reached.complete(null))
                .onConnectionChange(change -> reached.complete(null));
        FutureTask<TrainingResult> task = new FutureTask<>(() -> run.await(options));
        Thread thread = new Thread(task, "waiting");
        thread.start();
        RecordedRequest opening = cloud.awaitRequests(STREAM, 1).get(0);
        if (state != During.CONNECTING) {
            reached.get(10, TimeUnit.SECONDS);
        }
        return new Waiting(thread, task, opening, state);
    }

    private record Waiting(Thread thread, FutureTask<TrainingResult> task, RecordedRequest opening, During state) {
        Throwable failure() {
            try {
                return new AssertionError("ended with " + task.get(10, TimeUnit.SECONDS));
            } catch (ExecutionException failed) {
                return failed.getCause();
            } catch (Exception other) {
                return other;
            }
        }

        /** A refusal has ended its connection's business already. */
        void assertClosed() throws Exception {
            if (state != During.SLEEPING) {
                opening.closedByClient().get(10, TimeUnit.SECONDS);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(During.class)
    void anInterruptEndsTheWait(During state) throws Exception {
        Waiting waiting = waiting(state);
        waiting.thread.interrupt();
        assertThat(waiting.failure()).isInstanceOf(InterruptedException.class);
        waiting.assertClosed();
    }

    @ParameterizedTest
    @EnumSource(During.class)
    void anAbortEndsTheWaitAndSaysWhy(During state) throws Exception {
        Waiting waiting = waiting(state);
        controller.abort("the user went home");
        assertThat(waiting.failure()).isInstanceOf(AbortedException.class).hasMessageContaining("the user went home");
        waiting.assertClosed();
    }

    @ParameterizedTest
    @EnumSource(During.class)
    void theDeadlineEndsTheWait(During state) throws Exception {
        Waiting waiting = waiting(state);
        // The backend may have seen the request before the deadline began to run.
        time.awaitWaiting(LIMIT);
        // The deadline is what is being tested, and not what else is due before it.
        time.passOnly(LIMIT);
        assertThat(waiting.failure()).isInstanceOfSatisfying(AwaitTimeoutException.class, late -> assertThat(late.timeout()).isEqualTo(LIMIT));
        waiting.assertClosed();
    }

    @ParameterizedTest
    @EnumSource(During.class)
    void closingTheClientEndsTheWait(During state) throws Exception {
        Waiting waiting = waiting(state);
        client.close();
        assertThat(waiting.failure()).isInstanceOf(AbortedException.class).hasMessageContaining("closed");
        waiting.assertClosed();
    }

    @ParameterizedTest
    @EnumSource(During.class)
    void cancellingTheFutureEndsTheWaitAndLeavesNothingBehind(During state) throws Exception {
        if (state == During.CONNECTING) {
            job.fault(Fault.stallHeaders());
        } else if (state == During.SLEEPING) {
            job.fault(Fault.status(503));
        }
        time.hold();
        job.started();
        CompletableFuture<Void> reached = new CompletableFuture<>();
        CompletableFuture<TrainingResult> future = submitted().awaitAsync(
                AwaitOptions.DEFAULT.onEvent(event -> reached.complete(null)).onConnectionChange(change -> reached.complete(null)));
        RecordedRequest opening = cloud.awaitRequests(STREAM, 1).get(0);
        if (state != During.CONNECTING) {
            reached.get(10, TimeUnit.SECONDS);
        }
        future.cancel(true);
        if (state != During.SLEEPING) {
            opening.closedByClient().get(10, TimeUnit.SECONDS);
        }
        time.awaitNoneWaiting();
        time.pass(Duration.ofHours(1));
        assertThat(openings()).hasSize(1);
        assertThatThrownBy(future::get).isInstanceOf(java.util.concurrent.CancellationException.class);
    }
}
