package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.AbortController;
import ai.arkor.api.AbortedException;
import ai.arkor.api.ArkorException;
import ai.arkor.api.AwaitOptions;
import ai.arkor.api.Callbacks;
import ai.arkor.api.EarlyStopping;
import ai.arkor.api.JobStatus;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks that go on in another process, which is another client here. */
class CursorTest extends ClientTest {

    private final List<String> told = new ArrayList<>();

    private Path cursor() {
        return folder.resolve("run.cursor");
    }

    private Callbacks telling(Runnable atStep2) {
        return Callbacks.builder()
                .onStarted(c -> told.add("started" + (c.redelivered() ? "!" : "")))
                .onLog(c -> {
                    told.add("log " + c.step() + (c.redelivered() ? "!" : ""));
                    if (c.step() == 2) {
                        atStep2.run();
                    }
                })
                .onCheckpoint(c -> told.add("checkpoint" + (c.redelivered() ? "!" : "")))
                .onCompleted(c -> told.add("completed" + (c.redelivered() ? "!" : "")))
                .build();
    }

    private AwaitOptions options(Runnable atStep2) {
        return AwaitOptions.DEFAULT.cursor(cursor()).callbacks(telling(atStep2));
    }

    /** Another process: nothing of this one's but its files. */
    private TrainingResult inAnotherProcess(RunReference reference, AwaitOptions options) throws Exception {
        client.close();
        client = builder().build();
        return client.attach(RunReference.parse(reference.toString())).await(options);
    }

    @Test
    void goesOnWithTheNextEventAfterAnAbortBetweenCallbacks() throws Exception {
        job.started().log(1, 1).log(2, 1).log(3, 1).completed();
        AbortController stop = new AbortController();
        var run = submitted();
        assertThatThrownBy(() -> run.await(options(() -> stop.abort("enough")).abortSignal(stop.signal()))).isInstanceOf(AbortedException.class);
        inAnotherProcess(run.reference(), options(() -> {})).orThrow();
        assertThat(told).containsExactly("started", "log 1", "log 2", "log 3", "completed");
        assertThat(resumptions()).containsExactly("-", "3");
    }

    /** What the file holds while the callback runs is what a killed process leaves. */
    @Test
    void repeatsTheCallbackItWasKilledInAndSaysSo() throws Exception {
        job.started().log(1, 1).log(2, 1).log(3, 1).completed();
        Path left = folder.resolve("left.cursor");
        var run = submitted();
        run.await(options(() -> copy(cursor(), left))).orThrow();
        told.clear();
        inAnotherProcess(run.reference(), AwaitOptions.DEFAULT.cursor(left).callbacks(telling(() -> {}))).orThrow();
        assertThat(told).containsExactly("log 2!", "log 3", "completed");
        assertThat(resumptions()).containsExactly("-", "2");
    }

    @Test
    void repeatsACallbackThatThrew() throws Exception {
        job.started().log(1, 1).log(2, 1).completed();
        var run = submitted();
        IllegalStateException own = new IllegalStateException("the disk of the user is full");
        assertThatThrownBy(() -> run.await(options(() -> {
            throw own;
        }))).isSameAs(own);
        inAnotherProcess(run.reference(), options(() -> {})).orThrow();
        assertThat(told).containsExactly("started", "log 1", "log 2", "log 2!", "completed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsTheResultAgainWithoutCallbacksOnceAllWereCalled(boolean completes) throws Exception {
        job.started().log(2, 1);
        if (completes) {
            job.completed();
        } else {
            job.end().status("cancelled");
        }
        var run = submitted();
        run.await(options(() -> {}));
        told.clear();
        TrainingResult result = inAnotherProcess(run.reference(), options(() -> {}));
        assertThat(told).isEmpty();
        assertThat(result.status()).isEqualTo(completes ? JobStatus.COMPLETED : JobStatus.CANCELLED);
        assertThat(result.artifacts()).hasSize(completes ? 1 : 0);
    }

    @Test
    void aTrainerStartedAgainAwaitsTheRunOfItsCursor() throws Exception {
        job.started().log(2, 1).completed();
        AbortController stop = new AbortController();
        assertThatThrownBy(() -> trainer().build().await(options(() -> stop.abort("killed")).abortSignal(stop.signal()))).isInstanceOf(AbortedException.class);
        trainer().build().await(options(() -> {})).orThrow();
        assertThat(cloud.requests("POST /v1/jobs")).hasSize(1);
        assertThat(told).containsExactly("started", "log 2", "completed");
    }

    @Test
    void refusesTheCursorOfAnotherRunAndOneThatIsInUse() throws Exception {
        job.started().log(2, 1);
        var run = submitted();
        ExecutorService callbacks = Executors.newSingleThreadExecutor();
        CompletableFuture<TrainingResult> first = run.awaitAsync(AwaitOptions.DEFAULT.cursor(cursor()).executor(callbacks));
        cloud.existingJob("other").started().completed();
        RunReference other = new RunReference(run.reference().backend(), run.reference().orgSlug(), run.reference().projectSlug(), "other");
        assertThatThrownBy(() -> client.attach(other).await(AwaitOptions.DEFAULT.cursor(cursor()))).isInstanceOf(ArkorException.class).hasMessageContaining("in use");
        assertThatThrownBy(() -> run.await(AwaitOptions.DEFAULT.cursor(folder.resolve("second")))).isInstanceOf(IllegalStateException.class);
        first.cancel(true);
        // The callback that goes on then still has the file.
        callbacks.shutdown();
        assertThat(callbacks.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> client.attach(other).await(AwaitOptions.DEFAULT.cursor(cursor()))).isInstanceOf(ArkorException.class)
                .hasMessageContaining("/job-1").hasMessageContaining("/other");
    }

    @Test
    void earlyStoppingCountsOnInAnotherProcess() throws Exception {
        job.started().log(1, 1.0).log(2, 1.0).log(3, 1.0).log(4, 1.0);
        AbortController stop = new AbortController();
        EarlyStopping rule = EarlyStopping.onLoss().patience(2);
        var run = submitted();
        assertThatThrownBy(() -> run.await(options(() -> stop.abort("killed")).abortSignal(stop.signal()).earlyStopping(rule))).isInstanceOf(AbortedException.class);
        TrainingResult result = inAnotherProcess(run.reference(), options(() -> {}).earlyStopping(rule));
        assertThat(told).containsExactly("started", "log 1", "log 2", "log 3");
        assertThat(result.stoppedEarly()).hasValueSatisfying(why -> assertThat(why).contains("step 3").contains("number 2 in a row"));
        assertThat(inAnotherProcess(run.reference(), options(() -> {}).earlyStopping(rule)).stoppedEarly()).as("after a restart").isEqualTo(result.stoppedEarly());
        assertThat(cloud.requests("POST /v1/jobs/*/cancel")).hasSize(1);
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
