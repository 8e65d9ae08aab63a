package ai.arkor.benchmarks.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.ToLongFunction;

/** Takes whatever comes, and adds up what it counts for. */
final class Counting<T> implements Flow.Subscriber<T> {
    private final CompletableFuture<Long> sum = new CompletableFuture<>();
    private final ToLongFunction<T> count;
    private long soFar;

    Counting(ToLongFunction<T> count) {
        this.count = count;
    }

    /** All together, once there are no more. */
    CompletableFuture<Long> sum() {
        return sum;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(T item) {
        soFar += count.applyAsLong(item);
    }

    @Override
    public void onError(Throwable failure) {
        sum.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        sum.complete(soFar);
    }
}
