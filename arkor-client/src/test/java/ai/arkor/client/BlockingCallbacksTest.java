package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.AwaitOptions;
import ai.arkor.api.Callbacks;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What callbacks cost that block, where no executor was given. */
class BlockingCallbacksTest extends ClientTest {

    private static final int RUNS = 200;
    private static final int CALLBACK_THREADS = 64;
    private static final long MUST_NOT_HAPPEN_MILLIS = 300;

    private final CountDownLatch busy = new CountDownLatch(CALLBACK_THREADS);
    private final CountDownLatch release = new CountDownLatch(1);
    private final CompletableFuture<Void> oneMore = new CompletableFuture<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger called = new AtomicInteger();

    private List<CompletableFuture<TrainingResult>> awaitAll() throws InterruptedException {
        Callbacks callbacks = Callbacks.builder().onLog(log -> block()).build();
        List<CompletableFuture<TrainingResult>> waits = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            String id = "run-" + i;
            cloud.existingJob(id).started().log(1, 1).completed();
            RunReference run = new RunReference(cloud.address().toString(), cloud.organisation(), "project", id);
            waits.add(client.attach(run).awaitAsync(AwaitOptions.DEFAULT.callbacks(callbacks)));
        }
        return waits;
    }

    private void block() throws InterruptedException {
        called.incrementAndGet();
        if (running.incrementAndGet() > CALLBACK_THREADS) {
            oneMore.complete(null);
        }
        busy.countDown();
        release.await();
        running.decrementAndGet();
    }

    @Test
    void takeNoMoreThreadsThanTheClientHasForThemAndAreNotLost() throws Exception {
        List<CompletableFuture<TrainingResult>> waits = awaitAll();
        assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> oneMore.get(MUST_NOT_HAPPEN_MILLIS, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(called).hasValue(CALLBACK_THREADS);
        assertThat(waits).noneMatch(CompletableFuture::isDone);
        release.countDown();
        for (CompletableFuture<TrainingResult> wait : waits) {
            wait.get(20, TimeUnit.SECONDS).orThrow();
        }
        assertThat(called).hasValue(RUNS);
    }

    @Test
    void doNotKeepTheClientFromAnsweringOthers() throws Exception {
        awaitAll();
        assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
        job.started().completed();
        assertThat(submitted().await().orThrow().artifacts()).as("callbacks on the caller's thread").hasSize(1);
        release.countDown();
    }
}
