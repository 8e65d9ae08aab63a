package ai.arkor.client.observation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Runs something later. */
@FunctionalInterface
public interface Delayer {

    /** On the JVM's own timer thread, which the tasks leave at once for {@code executor}. */
    static Delayer on(Executor executor) {
        return (delay, task) -> {
            CompletableFuture<Void> timer = new CompletableFuture<>();
            timer.completeOnTimeout(null, delay.toMillis(), TimeUnit.MILLISECONDS);
            timer.thenRunAsync(task, executor);
            return () -> timer.cancel(false);
        };
    }

    /** @return calls it off */
    Runnable schedule(Duration delay, Runnable task);
}
