package ai.arkor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.arkor.api.HeldClient.HeldRun;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class SweepTest {

    private static final Executor NEW_THREAD = task -> new Thread(task, "sweep").start();

    private final HeldClient client = new HeldClient();

    private static Trainer.Builder trainer() {
        return Trainer.builder("triage").model("m").dataset(Dataset.file(Path.of("rows.jsonl"))).lora(LoraConfig.of(4, 32).maxLength(128)).maxSteps(10);
    }

    private Sweep sweep() {
        return Sweep.of(trainer().build()).client(client);
    }

    private Sweep rates(double... rates) {
        return sweep().vary("learningRate", Arrays.stream(rates).boxed().toArray());
    }

    @Test
    void trialsAreTheCombinationsInOrderEachWithItsName() throws Exception {
        CompletableFuture<SweepResult> future = sweep().vary("learningRate", 1e-4, 3e-4).vary("lora.r", 8, 16).runAsync(NEW_THREAD);
        for (int i = 0; i < 4; i++) {
            client.next().loss(4 - i).end(JobStatus.COMPLETED);
        }
        SweepResult result = future.get();

        assertThat(result.trials()).extracting(SweepTrial::number).containsExactly(1, 2, 3, 4);
        assertThat(result.trials()).extracting(trial -> trial.settings().toString()).containsExactly("{learningRate=0.0001, lora.r=8}",
                "{learningRate=0.0001, lora.r=16}", "{learningRate=0.0003, lora.r=8}", "{learningRate=0.0003, lora.r=16}");
        assertThat(client.submitted).extracting(TrainerConfig::name).containsExactly("triage-1", "triage-2", "triage-3", "triage-4");
        assertThat(client.submitted).extracting(config -> config.lora().orElseThrow().r()).containsExactly(8, 16, 8, 16);
        assertThat(client.submitted).allSatisfy(config -> assertThat(config.lora().orElseThrow().maxLength()).hasValue(128));
        assertThat(result.best().orElseThrow().number()).isEqualTo(4);
        assertThat(result.metric()).isEqualTo(EarlyStopping.Metric.LOSS);
        assertThat(result.allCompleted()).isTrue();
    }

    @Test
    void atMostSoManyRunsAreSubmittedAndNotOver() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        CompletableFuture<SweepResult> future = rates(IntStream.rangeClosed(1, 60).mapToDouble(n -> n * 1e-5).toArray()).parallel(3)
                .runAsync(NEW_THREAD);
        List<HeldRun> going = new ArrayList<>();
        for (int ended = 0; ended < 60; ended++) {
            while (going.size() < Math.min(3, 60 - ended)) {
                going.add(client.next());
            }
            assertThat(client.runs).as("seed %d", seed).hasSize(Math.min(60, ended + 3));
            going.remove(random.nextInt(going.size())).end(JobStatus.COMPLETED);
        }
        assertThat(future.get().trials()).hasSize(60).extracting(trial -> trial.run().orElseThrow().jobId())
                .containsExactlyElementsOf(client.runs.stream().map(HeldRun::jobId).toList());
    }

    @Test
    void aTrialThatFailsOrIsRefusedOrLostLeavesTheOthersAlone() throws Exception {
        client.nextSubmissionFails = new CloudApiException(402, "no budget left");
        CompletableFuture<SweepResult> future = rates(1, 2, 3, 4, 5).runAsync(NEW_THREAD);
        client.next().loss(0.1).end(JobStatus.FAILED);
        client.next().loss(0.2).lose(new StreamLostException("gone", 3, null));
        client.next().loss(0.3).end(JobStatus.CANCELLED);
        client.next().loss(9).end(JobStatus.COMPLETED);
        List<SweepTrial> trials = future.get().trials();

        assertThat(trials.get(0).failure()).containsInstanceOf(CloudApiException.class);
        assertThat(trials.get(0).run()).isEmpty();
        assertThat(trials.get(1).result().orElseThrow().status()).isEqualTo(JobStatus.FAILED);
        assertThat(trials.get(2).failure()).containsInstanceOf(StreamLostException.class);
        assertThat(future.get().unfinished()).extracting(SweepTrial::number).containsExactly(3);
        assertThat(future.get().best().orElseThrow().number()).isEqualTo(5);
        assertThat(future.get().allCompleted()).isFalse();
    }

    @Test
    void theSmallestEvalLossCountsAsSoonAsOneThatCompletedHasIt() throws Exception {
        SweepResult result = ended(run -> run.loss(0.1), run -> run.evalLoss(3, 1, 2), run -> run.evalLoss(1.5));

        assertThat(result.metric()).isEqualTo(EarlyStopping.Metric.EVAL_LOSS);
        assertThat(result.best().orElseThrow().number()).isEqualTo(2);
        assertThat(result.best().orElseThrow().score(EarlyStopping.Metric.EVAL_LOSS)).contains(new SweepScore(EarlyStopping.Metric.EVAL_LOSS, 1, 2, 2));
    }

    @Test
    void theModelOfATrialIsTheCheckpointOfItsSmallestEvalLossWhereItWasSaved() throws Exception {
        SweepResult result = ended(run -> run.evalLoss(3, 1, 2).checkpoint(2), run -> run.evalLoss(3, 1, 2).checkpoint(3), run -> run.evalLoss(3, 2).checkpoint(2));

        assertThat(result.trials()).extracting(trial -> trial.model().orElseThrow())
                .containsExactly(ModelRef.checkpoint("job-1", 2), ModelRef.finalAdapter("job-2"), ModelRef.finalAdapter("job-3"));
        assertThat(result.trials().get(0).checkpoints()).containsExactly(2L);
    }

    @Test
    void withoutEvalLossTheMeanOfTheLastFiveLossesCounts() throws Exception {
        SweepResult result = ended(run -> run.loss(9, 9, 1, 1, 1, 1, 1), run -> run.loss(3, 3, 3, 3, 0.01), run -> run.loss(1.5, 0.9));

        assertThat(result.trials()).extracting(trial -> trial.score(EarlyStopping.Metric.LOSS).orElseThrow().value()).containsExactly(1.0, 2.402, 1.2);
        assertThat(result.best().orElseThrow().number()).isEqualTo(1);
    }

    @Test
    void whatDivergedNeverWins() throws Exception {
        SweepResult byLoss = ended(run -> run.loss(1, Double.NaN), run -> run.loss(7), run -> run.loss(Double.NEGATIVE_INFINITY));
        SweepResult byEvalLoss = ended(run -> run.evalLoss(0.1, Double.NaN), run -> run.evalLoss(7), run -> run.evalLoss(5, Double.NaN, 6));

        assertThat(byLoss.best().orElseThrow().number()).isEqualTo(2);
        assertThat(byEvalLoss.best().orElseThrow().number()).isEqualTo(3);
        assertThat(byEvalLoss.trials().get(2).score(EarlyStopping.Metric.EVAL_LOSS).orElseThrow().value()).isEqualTo(5);
        assertThat(ended(run -> run.loss(Double.NaN)).best()).isEmpty();
        assertThat(ended(run -> {}).best()).isEmpty();
    }

    @Test
    void ofEqualOnesTheFirstInTheGridIsTheBest() throws Exception {
        CompletableFuture<SweepResult> future = rates(1, 2).parallel(2).runAsync(NEW_THREAD);
        HeldRun first = client.next();
        client.next().loss(2).end(JobStatus.COMPLETED);
        first.loss(2).end(JobStatus.COMPLETED);

        assertThat(future.get().best().orElseThrow().number()).isEqualTo(1);
    }

    @Test
    void theMetricAskedForCounts() throws Exception {
        CompletableFuture<SweepResult> future = rates(1, 2).metric(EarlyStopping.Metric.LOSS).runAsync(NEW_THREAD);
        client.next().loss(2).evalLoss(1).end(JobStatus.COMPLETED);
        client.next().loss(1).evalLoss(2).end(JobStatus.COMPLETED);

        assertThat(future.get().best().orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void anAbortLeavesTheRunsGoingStartsNoMoreAndSaysWhichThereAre() throws Exception {
        AbortController stop = new AbortController();
        CompletableFuture<SweepResult> future = rates(1, 2, 3, 4).parallel(2).abortSignal(stop.signal()).runAsync(NEW_THREAD);
        client.next().end(JobStatus.COMPLETED);
        HeldRun second = client.next();
        HeldRun third = client.next();
        stop.abort("enough");

        SweepDetachedException left = (SweepDetachedException) failure(future);
        assertThat(left).hasMessage("The sweep was left: enough. Of 4 trials, 1 are over, 2 go on and 1 were not started");
        assertThat(left.timedOut()).isFalse();
        assertThat(left.result().unfinished()).extracting(SweepTrial::number).containsExactly(2, 3);
        assertThat(client.runs).hasSize(3).noneMatch(run -> run.cancelled);
        assertThat(second.future).isCancelled();
        assertThat(third.future).isCancelled();
        assertThat(left.result().cancel()).isEqualTo(2);
        assertThat(client.runs).extracting(run -> run.cancelled).containsExactly(false, true, true);
    }

    @Test
    void anAbortedSignalStartsNothingAlsoTheTrainers() {
        AbortController stop = new AbortController();
        stop.abort("before");
        Sweep own = rates(1).abortSignal(stop.signal());
        Sweep trainers = Sweep.of(trainer().abortSignal(stop.signal()).client(client).build()).vary("learningRate", 1);

        for (Sweep sweep : List.of(own, trainers)) {
            assertThatThrownBy(sweep::run).isInstanceOf(SweepDetachedException.class).hasMessageContaining("before").hasCauseInstanceOf(AbortedException.class);
        }
        assertThat(client.runs).isEmpty();
    }

    @Test
    void anInterruptLeavesTheRunsGoingAndItsCauseSaysWhichThereAre() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread sweeping = new Thread(() -> thrown.complete(catchThrowable(() -> rates(1, 2).run())));
        sweeping.start();
        HeldRun first = client.next();
        sweeping.interrupt();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        SweepResult result = ((SweepDetachedException) thrown.get().getCause()).result();
        assertThat(result.unfinished()).extracting(trial -> trial.run().orElseThrow().jobId()).containsExactly("job-1");
        assertThat(first.future).isCancelled();
        assertThat(first.cancelled).isFalse();
    }

    @Test
    void aTimeOutLeavesTheRunsGoing() {
        assertThatThrownBy(() -> rates(1, 2).timeout(Duration.ofMillis(20)).run())
                .isInstanceOfSatisfying(SweepDetachedException.class, left -> {
                    assertThat(left.timedOut()).isTrue();
                    assertThat(left.result().trials()).extracting(trial -> trial.run().isPresent()).containsExactly(true, false);
                })
                .hasMessageContaining("PT0.02S");
        assertThat(client.runs).hasSize(1).noneMatch(run -> run.cancelled);
    }

    @Test
    void cancellingTheFutureLeavesTheRunsGoing() throws Exception {
        CompletableFuture<SweepResult> future = rates(1, 2).runAsync(NEW_THREAD);
        HeldRun first = client.next();
        future.cancel(false);

        assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> first.future.get(20, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        assertThat(first.cancelled).isFalse();
        assertThat(client.runs).hasSize(1);
    }

    @Test
    void theClosingOfTheClientEndsTheSweep() throws Exception {
        CompletableFuture<SweepResult> future = rates(1, 2).runAsync(NEW_THREAD);
        client.next().lose(new AbortedException("the client was closed"));

        assertThat(failure(future)).isInstanceOf(SweepDetachedException.class).hasMessageContaining("the client was closed");
        assertThat(client.runs).hasSize(1);
    }

    static List<Exception> whatCallbacksThrow() {
        return List.of(new IllegalStateException("mine"), new IOException("mine"), new CloudApiException(422, "no such checkpoint"),
                new TransportException("no answer", null), new StreamLostException("gone", 3, null), new AbortedException("a chat was left"));
    }

    @ParameterizedTest
    @MethodSource("whatCallbacksThrow")
    void aCallbackThatThrowsIsCalledNoMoreForItsTrialWhoseEndIsWaitedForStill(Exception thrown) throws Exception {
        List<String> called = new ArrayList<>();
        Trainer trainer = trainer().client(client).onCheckpoint(checkpoint -> called.add("checkpoint")).onLog(log -> {
            called.add("log");
            if (called.size() == 1) {
                throw thrown;
            }
        }).build();
        CompletableFuture<SweepResult> future = Sweep.of(trainer).vary("learningRate", 1, 2).runAsync(NEW_THREAD);
        HeldRun first = client.next().loss(3);
        assertThat(client.runs).hasSize(1);
        first.checkpoint(1).loss(1).end(JobStatus.COMPLETED);
        client.next().loss(5).end(JobStatus.COMPLETED);

        SweepTrial trial = future.get().trials().get(0);
        Throwable failure = trial.failure().orElseThrow();
        assertThat(failure instanceof CallbackException ? failure.getCause() : failure).isSameAs(thrown);
        assertThat(trial.isCompleted()).isTrue();
        assertThat(future.get().trials().get(1).failure()).isEmpty();
        assertThat(future.get().best()).contains(trial);
        assertThat(called).containsExactly("log", "log");
    }

    @Test
    void aTrialThatIsLostAfterACallbackThrewSaysBoth() throws Exception {
        Trainer trainer = trainer().client(client).onLog(log -> {
            throw new IllegalStateException("mine");
        }).build();
        CompletableFuture<SweepResult> future = Sweep.of(trainer).vary("seed", 1).runAsync(NEW_THREAD);
        client.next().loss(3).lose(new StreamLostException("gone", 3, null));

        SweepTrial trial = future.get().trials().get(0);
        assertThat(trial.failure().orElseThrow()).isInstanceOf(StreamLostException.class).hasSuppressedException(new IllegalStateException("mine"));
        assertThat(trial.result()).isEmpty();
    }

    @Test
    void aListenerThatThrowsDoesNotEndItsTrial() throws Exception {
        SweepListener listener = new SweepListener() {
            @Override
            public void event(SweepTrial trial, TrainingEvent event) {
                throw new IllegalStateException("mine");
            }
        };
        CompletableFuture<SweepResult> future = rates(1).listener(listener).runAsync(NEW_THREAD);
        client.next().loss(3, 2).end(JobStatus.COMPLETED);

        SweepTrial trial = future.get().trials().get(0);
        assertThat(trial.failure()).containsInstanceOf(IllegalStateException.class);
        assertThat(future.get().best()).contains(trial);
    }

    @Test
    void theTrainersCallbacksAndEarlyStoppingGoWithEachTrialAndTheTrainerIsNotStarted() throws Exception {
        List<String> called = new CopyOnWriteArrayList<>();
        Trainer trainer = trainer().onLog(log -> called.add(log.run().jobId())).earlyStopping(EarlyStopping.onLoss().patience(2)).client(client).build();
        CompletableFuture<SweepResult> future = Sweep.of(trainer).vary("seed", 1, 2).runAsync(NEW_THREAD);
        client.next().loss(1).end(JobStatus.COMPLETED);
        client.next().loss(1).end(JobStatus.COMPLETED);
        future.get();

        assertThat(called).containsExactly("job-1", "job-2");
        assertThat(client.runs).allSatisfy(run -> assertThat(run.options.earlyStopping()).isPresent());
        assertThat(trainer.run()).isEmpty();
    }

    @Test
    void theListenerIsToldInOrder() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        SweepListener listener = new SweepListener() {
            @Override
            public void started(SweepTrial trial) {
                told.add("started " + trial.number() + " " + trial.run().orElseThrow().jobId());
            }

            @Override
            public void event(SweepTrial trial, TrainingEvent event) {
                told.add("event " + trial.number() + " " + trial.score(EarlyStopping.Metric.LOSS).orElseThrow().value());
            }

            @Override
            public void ended(SweepTrial trial, SweepResult soFar) {
                told.add("ended " + trial.number() + ", best " + soFar.best().map(SweepTrial::number).orElse(0));
            }
        };
        CompletableFuture<SweepResult> future = rates(1, 2).listener(listener).runAsync(NEW_THREAD);
        client.next().loss(2).end(JobStatus.COMPLETED);
        client.next().loss(1).end(JobStatus.COMPLETED);
        future.get();

        assertThat(told).containsExactly("started 1 job-1", "event 1 2.0", "ended 1, best 1", "started 2 job-2", "event 2 1.0", "ended 2, best 2");
    }

    @Test
    void aGridThatIsTooLargeOrEmptyIsRefusedBeforeAnythingIsSent() {
        Object[] many = IntStream.range(0, 100_000).boxed().toArray();
        Sweep huge = sweep().vary("seed", many).vary("warmupSteps", many);

        assertThatThrownBy(() -> sweep().vary("seed", 1, 2, 3).maxTrials(2).run()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 trials").hasMessageContaining("maxTrials(3)");
        assertThatThrownBy(huge::grid).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("more than two thousand million");
        assertThatThrownBy(() -> sweep().runAsync(NEW_THREAD)).isInstanceOf(IllegalStateException.class).hasMessageContaining("vary(");
        assertThat(client.runs).isEmpty();
        assertThat(sweep().vary("seed", 1, 2).grid()).extracting(trial -> trial.config().settings().get("seed")).containsExactly(JsonValue.of(1), JsonValue.of(2));
    }

    @Test
    void aLongNameIsCutBeforeTheNumber() {
        TrainerConfig base = TrainerConfig.builder("x".repeat(99) + "🚀🚀").model("m").dataset(Dataset.huggingFace("a/b")).build();

        assertThat(Sweep.of(base).vary("seed", 1, 2).grid().get(1).config().name()).isEqualTo("x".repeat(99) + "-2");
    }

    @Test
    void aSettingChangesNothingOfWhatItWasMadeFrom() {
        Sweep base = sweep().vary("seed", 1, 2);
        Sweep more = base.vary("maxSteps", 1, 2);

        assertThat(base.grid()).hasSize(2);
        assertThat(more.grid()).hasSize(4);
    }

    private interface Script {
        void play(HeldRun run);
    }

    /** A sweep whose trials do this and complete. */
    private SweepResult ended(Script... scripts) throws Exception {
        HeldClient own = new HeldClient();
        Object[] seeds = IntStream.range(0, scripts.length).boxed().toArray();
        CompletableFuture<SweepResult> future = sweep().client(own).vary("seed", seeds).runAsync(NEW_THREAD);
        for (Script script : scripts) {
            HeldRun run = own.next();
            script.play(run);
            run.end(JobStatus.COMPLETED);
        }
        return future.get();
    }

    private static Throwable failure(CompletableFuture<?> future) {
        Throwable thrown = catchThrowable(future::join);
        return thrown instanceof CompletionException ? thrown.getCause() : thrown;
    }
}
