package ai.arkor.client.observation;

import ai.arkor.api.AwaitOptions;
import ai.arkor.api.Callbacks;
import ai.arkor.api.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One who awaits a run: what they want called, where, and the future that ends their wait. */
final class Watch {

    final AwaitOptions options;
    final Callbacks callbacks;
    final Executor executor;
    final CompletableFuture<TrainingResult> future = new CompletableFuture<>();
    /** Where its callbacks are recorded, when it has them recorded. */
    @Nullable CallbackCursor cursor;
    private final Executor completer;
    private final List<Runnable> registrations = new ArrayList<>();

    /**
     * @param executor runs the callbacks
     * @param completer completes the future, and so runs what the user made depend on it
     */
    Watch(AwaitOptions options, Executor executor, Executor completer) {
        this.options = options;
        this.callbacks = options.callbacks().orElse(Callbacks.NONE);
        this.executor = executor;
        this.completer = completer;
        future.whenComplete((result, failure) -> endRegistrations());
    }

    /** Has {@code end} run when the wait is over. */
    void until(Runnable end) {
        synchronized (registrations) {
            if (!future.isDone()) {
                registrations.add(end);
                return;
            }
        }
        end.run();
    }

    void complete(TrainingResult result) {
        completer.execute(() -> future.complete(result));
    }

    void fail(Throwable failure) {
        completer.execute(() -> future.completeExceptionally(failure));
    }

    private void endRegistrations() {
        List<Runnable> ended;
        synchronized (registrations) {
            ended = List.copyOf(registrations);
            registrations.clear();
        }
        ended.forEach(Runnable::run);
    }
}
