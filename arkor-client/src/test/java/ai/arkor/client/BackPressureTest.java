package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.AwaitOptions;
import ai.arkor.api.Callbacks;
import ai.arkor.api.EventStream;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.json.JsonValue;
import ai.arkor.testkit.Fault;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While nobody takes an event, the backend is not read from: it can write no more than what the sockets' buffers take, and nothing piles up here. */
class BackPressureTest extends ClientTest {

    private static final int EVENT_BYTES = 256 << 10;
    private static final int EVENTS = 256;
    /** Half of all the bytes, and several times the buffers of two sockets. */
    private static final int TOO_FAR = EVENTS / 2;
    private static final long HEAP_GROWTH = 8L << 20;
    private static final long MUST_NOT_HAPPEN_MILLIS = 1_000;

    private final AtomicInteger begun = new AtomicInteger();
    private final CompletableFuture<Void> tooFar = new CompletableFuture<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private long before;

    @BeforeEach
    void script() {
        JsonValue text = JsonValue.of("x".repeat(EVENT_BYTES));
        job.started();
        for (int event = 1; event < EVENTS - 1; event++) {
            job.event("training.note", JsonValue.object().with("text", text));
        }
        job.completed().fault(Fault.slow(() -> {
            if (begun.incrementAndGet() == TOO_FAR) {
                tooFar.complete(null);
            }
        }));
        before = heap();
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void hold() throws InterruptedException {
        held.countDown();
        release.await();
    }

    private void assertHeldBack() throws Exception {
        assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> tooFar.get(MUST_NOT_HAPPEN_MILLIS, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(begun.get()).as("events that the backend began to write").isBetween(1, TOO_FAR - 1);
        assertThat(heap() - before).as("heap").isLessThan(HEAP_GROWTH);
    }

    @Test
    void aCallbackThatTakesItsTimeHoldsTheBackendBack() throws Exception {
        AtomicInteger events = new AtomicInteger();
        CompletableFuture<?> waiting = submitted().awaitAsync(AwaitOptions.DEFAULT.onEvent(event -> events.incrementAndGet())
                .callbacks(Callbacks.builder().onStarted(started -> hold()).build()));
        assertHeldBack();
        assertThat(events).hasValue(1);
        release.countDown();
        waiting.get(20, TimeUnit.SECONDS);
        assertThat(events).hasValue(EVENTS);
    }

    @Test
    void aLoopThatTakesItsTimeHoldsTheBackendBack() throws Exception {
        try (EventStream stream = submitted().events()) {
            Iterator<TrainingEvent> events = stream.iterator();
            int count = 1;
            events.next();
            held.countDown();
            assertHeldBack();
            for (; events.hasNext(); count++) {
                events.next();
            }
            assertThat(count).isEqualTo(EVENTS);
        }
    }

    @Test
    void aSubscriberThatAsksForNoMoreHoldsTheBackendBack() throws Exception {
        CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        CompletableFuture<Integer> whole = new CompletableFuture<>();
        submitted().publisher().subscribe(new Flow.Subscriber<>() {
            private int events;

            @Override
            public void onSubscribe(Flow.Subscription given) {
                given.request(1);
                subscription.complete(given);
            }

            @Override
            public void onNext(TrainingEvent event) {
                events++;
                held.countDown();
            }

            @Override
            public void onError(Throwable failure) {
                whole.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                whole.complete(events);
            }
        });
        assertHeldBack();
        subscription.get().request(Long.MAX_VALUE);
        assertThat(whole.get(20, TimeUnit.SECONDS)).isEqualTo(EVENTS);
    }
}
