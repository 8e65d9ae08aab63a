package ai.arkor.client.observation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/** Runs on a thread that waits for a future what that wait brings about. */
final class CallerThread implements Executor {

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    void runUntilDone(CompletableFuture<?> future) throws InterruptedException {
        future.whenComplete((result, failure) -> execute(() -> {}));
        while (!future.isDone()) {
            tasks.take().run();
        }
    }
}
