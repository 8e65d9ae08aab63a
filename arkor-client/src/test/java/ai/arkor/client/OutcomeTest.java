package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.AbortController;
import ai.arkor.api.AbortedException;
import ai.arkor.api.AwaitOptions;
import ai.arkor.api.CallbackException;
import ai.arkor.api.Callbacks;
import ai.arkor.api.JobStatus;
import ai.arkor.api.Trainer;
import ai.arkor.api.TrainingFailedException;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How starting and awaiting end, each way with its own outcome. */
class OutcomeTest extends ClientTest {

    /** Which callback throws. */
    private enum In {
        ON_STARTED,
        ON_LOG,
        ON_CHECKPOINT,
        ON_COMPLETED,
        ON_FAILED
    }

    /** Something that a callback throws. */
    private interface Thrower {
        void run() throws Exception;
    }

    private TrainingRun throwingIn(In which, Thrower thrower) throws Exception {
        job.started().log(1, 1).checkpoint(1);
        if (which == In.ON_FAILED) {
            job.failed("boom");
        } else {
            job.completed();
        }
        Callbacks callbacks = Callbacks.builder()
                .onStarted(c -> in(which == In.ON_STARTED, thrower))
                .onLog(c -> in(which == In.ON_LOG, thrower))
                .onCheckpoint(c -> in(which == In.ON_CHECKPOINT, thrower))
                .onCompleted(c -> in(which == In.ON_COMPLETED, thrower))
                .onFailed(c -> in(which == In.ON_FAILED, thrower))
                .build();
        return client.submit(config(), ai.arkor.api.RunOptions.DEFAULT.callbacks(callbacks));
    }

    private static void in(boolean here, Thrower thrower) throws Exception {
        if (here) {
            thrower.run();
        }
    }

    @ParameterizedTest
    @EnumSource(In.class)
    void aCallbacksUncheckedExceptionComesOutAsItself(In which) throws Exception {
        IllegalStateException own = new IllegalStateException("mine");
        TrainingRun run = throwingIn(which, () -> {
            throw own;
        });
        assertThatThrownBy(run::await).isSameAs(own);
        assertThat(cloud.requests("POST /v1/jobs/*/cancel")).isEmpty();
        assertThatThrownBy(() -> run.awaitAsync().get(10, TimeUnit.SECONDS)).as("awaited again, from the first event").hasCause(own);
    }

    @ParameterizedTest
    @EnumSource(In.class)
    void aCallbacksCheckedExceptionComesOutInOneThatNamesTheCallback(In which) throws Exception {
        IOException own = new IOException("disk full");
        TrainingRun run = throwingIn(which, () -> {
            throw own;
        });
        String name = which.name().charAt(0) + which.name().substring(1).toLowerCase(java.util.Locale.ROOT);
        assertThatThrownBy(run::await).isInstanceOf(CallbackException.class).hasCause(own).message().containsIgnoringCase(name.replace("_", ""));
    }

    @Test
    void aCallbacksErrorComesOutAsItself() throws Exception {
        AssertionError own = new AssertionError("as a test would");
        assertThatThrownBy(throwingIn(In.ON_LOG, () -> {
            throw own;
        })::await).isSameAs(own);
    }

    @Test
    void anInterruptedCallbackInterruptsTheAwait() throws Exception {
        TrainingRun run = throwingIn(In.ON_LOG, () -> {
            throw new InterruptedException("asked to stop");
        });
        assertThatThrownBy(run::await).isInstanceOf(InterruptedException.class).hasMessage("asked to stop");
        openings().get(0).closedByClient().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aCallbackThatThrowsClosesTheStream() throws Exception {
        job.started();
        TrainingRun run = submitted();
        AwaitOptions throwing = AwaitOptions.DEFAULT.onEvent(event -> {
            throw new IllegalStateException("mine");
        });
        assertThatThrownBy(() -> run.await(throwing)).isInstanceOf(IllegalStateException.class);
        openings().get(0).closedByClient().get(10, TimeUnit.SECONDS);
        job.completed();
        assertThat(run.await().status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void callbacksComeOneAtATimeAndInOrderWhateverTheExecutor() throws Exception {
        job.started();
        List<String> expected = new ArrayList<>(List.of("1"));
        for (int step = 2; step < 200; step++) {
            job.log(step, 1);
            expected.add(Integer.toString(step));
        }
        job.completed();
        expected.add("200");
        AtomicInteger inside = new AtomicInteger();
        List<String> told = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            submitted().awaitAsync(AwaitOptions.DEFAULT.executor(threads).onEvent(event -> {
                assertThat(inside.incrementAndGet()).isEqualTo(1);
                told.add(event.meta().eventId().orElseThrow());
                Thread.yield();
                inside.decrementAndGet();
            })).get(10, TimeUnit.SECONDS).orThrow();
        } finally {
            threads.shutdown();
        }
        assertThat(told).isEqualTo(expected);
    }

    @Test
    void theJobIsUpToDateWithinTheCallback() throws Exception {
        job.started().failed("boom");
        List<String> seen = new ArrayList<>();
        trainer().onStarted(c -> seen.add(c.job().status() + " " + c.run().job().status()))
                .onFailed(c -> seen.add(c.job().status() + " " + c.run().job().error().orElseThrow())).build().await();
        assertThat(seen).containsExactly("running running", "failed boom");
    }

    @Test
    void anExecutorThatTakesNothingEndsTheWait() throws Exception {
        job.started();
        ExecutorService shut = Executors.newSingleThreadExecutor();
        shut.shutdown();
        assertThatThrownBy(() -> submitted().awaitAsync(AwaitOptions.DEFAULT.executor(shut)).get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(RejectedExecutionException.class);
        openings().get(0).closedByClient().get(10, TimeUnit.SECONDS);
    }

    @Test
    void awaitsAtTheSameTimeShareOneStreamAndOneLeavingDoesNotEndTheOthers() throws Exception {
        job.started();
        TrainingRun run = submitted();
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        CountDownLatch told = new CountDownLatch(1);
        CompletableFuture<TrainingResult> leaving = run.awaitAsync(AwaitOptions.DEFAULT.onEvent(event -> {
            first.add(event.meta().type());
            told.countDown();
        }));
        CompletableFuture<TrainingResult> staying = run.awaitAsync(AwaitOptions.DEFAULT.onEvent(event -> second.add(event.meta().type())));
        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
        leaving.cancel(true);
        job.completed();
        assertThat(staying.get(10, TimeUnit.SECONDS).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(first).containsExactly("training.started");
        assertThat(second).containsExactly("training.completed");
        assertThat(openings()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"completed, true, true", "failed, true, false", "cancelled, true, false", "archived, false, false", "running, false, false"})
    void onlyCompletedIsSuccess(String status, boolean terminal, boolean success) throws Exception {
        job.status(status).field("error", ai.arkor.api.json.JsonValue.of("why not"));
        TrainingResult result = new TrainingResult(submitted().refresh(), List.of(), java.util.Optional.empty());
        assertThat(result.status()).isEqualTo(new JobStatus(status));
        assertThat(result.status().isTerminal()).isEqualTo(terminal);
        if (success) {
            assertThat(result.orThrow()).isSameAs(result);
        } else {
            assertThatThrownBy(result::orThrow).isInstanceOf(TrainingFailedException.class).hasMessageContaining(status).hasMessageContaining(job.id());
        }
    }

    @Test
    void aSignalThatIsAbortedAlreadyOpensNoStream() throws Exception {
        AbortController controller = new AbortController();
        controller.abort("too late");
        TrainingRun run = submitted();
        assertThatThrownBy(() -> run.await(AwaitOptions.DEFAULT.abortSignal(controller.signal()))).isInstanceOf(AbortedException.class)
                .hasMessageContaining("too late");
        assertThat(openings()).isEmpty();
    }

    @Test
    void theTrainersOwnSignalEndsItsAwaits() throws Exception {
        job.started();
        AbortController controller = new AbortController();
        Trainer trainer = trainer().abortSignal(controller.signal()).onStarted(c -> controller.abort("enough")).build();
        assertThatThrownBy(trainer::await).isInstanceOf(AbortedException.class).hasMessageContaining("enough");
        openings().get(0).closedByClient().get(10, TimeUnit.SECONDS);
        assertThat(cloud.requests("POST /v1/jobs/*/cancel")).isEmpty();
    }

    @Test
    void threadsThatRaceToStartMakeOneJob() throws Exception {
        Trainer trainer = trainer().build();
        CountDownLatch go = new CountDownLatch(1);
        Set<String> ids = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<?>> starts = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            starts.add(threads.submit(() -> {
                go.await();
                return ids.add(trainer.start().jobId());
            }));
        }
        go.countDown();
        for (Future<?> start : starts) {
            start.get(10, TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertThat(ids).containsExactly("job-1");
        assertThat(cloud.requests("POST /v1/jobs")).hasSize(1);
        assertThat(cloud.requests("POST /v1/projects")).hasSize(1);
    }
}
