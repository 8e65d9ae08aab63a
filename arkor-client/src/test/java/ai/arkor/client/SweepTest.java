package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.AbortController;
import ai.arkor.api.CloudApiException;
import ai.arkor.api.EarlyStopping;
import ai.arkor.api.Sweep;
import ai.arkor.api.SweepDetachedException;
import ai.arkor.api.SweepResult;
import ai.arkor.api.SweepTrial;
import ai.arkor.testkit.Fault;
import ai.arkor.testkit.ScriptedJob;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A sweep over the wire. */
class SweepTest extends ClientTest {

    private static final String SUBMISSION = "POST /v1/jobs";
    private static final String CANCEL = "POST /v1/jobs/*/cancel";
    private static final Executor NEW_THREAD = task -> new Thread(task, "sweep").start();

    @Test
    void eachTrialIsAJobOfItsOwnAndTheSmallestEvalLossIsTheBest() throws Exception {
        job.started().log(1, Map.of("loss", 1.0, "evalLoss", 3.0)).completed();
        cloud.nextJob().started().log(1, Map.of("loss", 2.0, "evalLoss", 1.5)).log(2, Map.of("loss", 2.0, "evalLoss", 2.5)).completed();
        cloud.nextJob().started().log(1, Map.of("loss", 3.0, "evalLoss", Double.NaN)).completed();
        SweepResult result = Sweep.of(trainer().build()).vary("learningRate", 1e-4, 3e-4, 1).run();

        assertThat(cloud.jobs()).extracting(job -> job.record().string("name").orElseThrow()).containsExactly("t-1", "t-2", "t-3");
        assertThat(cloud.jobs()).extracting(job -> job.config().number("learningRate").orElseThrow().doubleValue()).containsExactly(1e-4, 3e-4, 1.0);
        assertThat(result.allCompleted()).isTrue();
        SweepTrial best = result.best().orElseThrow();
        assertThat(best.number()).isEqualTo(2);
        assertThat(best.score(EarlyStopping.Metric.EVAL_LOSS).orElseThrow().value()).isEqualTo(1.5);
        assertThat(best.run().orElseThrow().jobId()).isEqualTo(cloud.jobs().get(1).id());
    }

    @Test
    void theLoraRankIsSentAsTheWireNamesIt() throws Exception {
        job.started().completed();
        Sweep.of(trainer().build()).vary("lora.r", 8).set("datasetSplit.eval=0.2").run();

        assertThat(cloud.jobs().get(0).config().number("loraR").orElseThrow()).isEqualByComparingTo("8");
        assertThat(cloud.jobs().get(0).config().object("datasetSplit").orElseThrow()).hasToString("{\"eval\":0.2}");
    }

    @Test
    void noMoreAreSubmittedThanMayGoOnAtOnce() throws Exception {
        List<ScriptedJob> jobs = new CopyOnWriteArrayList<>(List.of(job.started(), cloud.nextJob().started(), cloud.nextJob().started()));
        CompletableFuture<SweepResult> future = Sweep.of(trainer().build()).vary("seed", 1, 2, 3).parallel(2).runAsync(NEW_THREAD);
        cloud.awaitRequests(STREAM, 2);
        assertThat(cloud.requests(SUBMISSION)).hasSize(2);
        jobs.get(1).completed();
        cloud.awaitRequests(STREAM, 3);
        assertThat(future).isNotDone();
        jobs.get(0).completed();
        jobs.get(2).completed();
        assertThat(future.get().allCompleted()).isTrue();
    }

    @Test
    void manyTrialsAreCalledBackEachWithItsOwnRun() throws Exception {
        Map<String, Set<String>> callbacks = new ConcurrentHashMap<>();
        IntStream.range(0, 40).forEach(i -> (i == 0 ? job : cloud.nextJob()).started().log(1, 40 - i).completed());
        SweepResult result = Sweep.of(trainer()
                        .onLog(log -> callbacks.computeIfAbsent(log.run().jobId(), id -> ConcurrentHashMap.newKeySet()).add("log " + log.loss().orElse(0)))
                        .onCompleted(completed -> callbacks.get(completed.run().jobId()).add("completed"))
                        .build())
                .vary("seed", IntStream.range(0, 40).boxed().toArray()).parallel(8).run();

        assertThat(result.allCompleted()).isTrue();
        for (SweepTrial trial : result.trials()) {
            assertThat(callbacks.get(trial.run().orElseThrow().jobId()))
                    .containsExactlyInAnyOrder("completed", "log " + trial.score(EarlyStopping.Metric.LOSS).orElseThrow().value());
        }
        assertThat(result.best().flatMap(best -> best.score(EarlyStopping.Metric.LOSS)).orElseThrow().value()).isEqualTo(1);
    }

    @Test
    void oneThatIsRefusedOneThatFailsAndOneThatIsStoppedEarlyLeaveTheOthersAlone() throws Exception {
        cloud.fault(SUBMISSION, Fault.status(402, "{\"error\":\"no budget left\"}"));
        job.started().failed("out of memory");
        cloud.nextJob().started().log(1, 9.0);
        cloud.nextJob().started().log(1, 2.0).completed();
        SweepResult result = Sweep.of(trainer().earlyStopping(EarlyStopping.onLoss().ceiling(5)).build()).vary("seed", 1, 2, 3, 4).run();

        assertThat(result.trials().get(0).failure()).containsInstanceOf(CloudApiException.class);
        assertThat(result.trials().get(1).result().orElseThrow().job().error()).contains("out of memory");
        assertThat(result.trials().get(2).result().orElseThrow().stoppedEarly()).isPresent();
        assertThat(result.best().orElseThrow().number()).isEqualTo(4);
    }

    @Test
    void aCallbackThatThrowsDoesNotLetAnotherRunBeginBesideItsOwn() throws Exception {
        job.started().log(1, 3.0);
        cloud.nextJob().started().log(1, 5.0).completed();
        List<String> called = new CopyOnWriteArrayList<>();
        CountDownLatch threw = new CountDownLatch(1);
        CompletableFuture<SweepResult> future = Sweep.of(trainer().onLog(log -> {
            called.add(log.run().jobId() + " " + log.step());
            if (log.run().jobId().equals(job.id())) {
                threw.countDown();
                throw new CloudApiException(422, "no such checkpoint");
            }
        }).build()).vary("seed", 1, 2).runAsync(NEW_THREAD);
        threw.await();
        job.log(2, 1.0);
        assertThat(cloud.requests(SUBMISSION)).hasSize(1);
        job.completed();
        SweepTrial first = future.get().trials().get(0);

        assertThat(first.failure()).containsInstanceOf(CloudApiException.class);
        assertThat(first.isCompleted()).isTrue();
        assertThat(first.score(EarlyStopping.Metric.LOSS).orElseThrow().value()).isEqualTo(2);
        assertThat(called).containsExactly(job.id() + " 1", cloud.jobs().get(1).id() + " 1");
    }

    @Test
    void anAbortCancelsNothingUntilItIsAskedTo() throws Exception {
        job.started();
        cloud.nextJob().started();
        AbortController stop = new AbortController();
        CompletableFuture<SweepResult> future = Sweep.of(trainer().abortSignal(stop.signal()).build()).vary("seed", 1, 2, 3).parallel(2).runAsync(NEW_THREAD);
        cloud.awaitRequests(STREAM, 2);
        stop.abort("enough");

        assertThatThrownBy(future::get).hasCauseInstanceOf(SweepDetachedException.class);
        assertThat(cloud.requests(CANCEL)).isEmpty();
        SweepResult left = future.handle((result, failure) -> ((SweepDetachedException) failure).result()).get();
        assertThat(left.cancel()).isEqualTo(2);
        assertThat(cloud.jobs()).extracting(ScriptedJob::status).containsExactly("cancelled", "cancelled");
    }

    @Test
    void aClosedClientEndsTheSweep() throws Exception {
        job.started();
        CompletableFuture<SweepResult> future = Sweep.of(trainer().build()).vary("seed", 1, 2).runAsync(NEW_THREAD);
        cloud.awaitRequests(STREAM, 1);
        client.close();

        assertThatThrownBy(future::get).hasCauseInstanceOf(SweepDetachedException.class).hasMessageContaining("closed");
        assertThat(cloud.requests(SUBMISSION)).hasSize(1);
    }
}
