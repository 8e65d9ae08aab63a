package ai.arkor.client.transport;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A few threads while tasks are quick, and more, up to a limit, while they are held up: however many runs are awaited, callbacks that do not block need
 * no thread each, and those that do block do not keep others waiting before the limit is reached.
 */
final class GrowingPool implements Executor {

    static final int FEW = 4;
    private static final int MOST = 64;
    private static final int STEP = 4;
    /** How long tasks may wait before it is looked whether they get on. */
    private static final long PATIENCE_MILLIS = 20;

    private final ThreadPoolExecutor pool;
    private final AtomicBoolean watching = new AtomicBoolean();

    GrowingPool(ThreadPoolExecutor few) {
        pool = few;
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
        watch();
    }

    private void watch() {
        if (!pool.getQueue().isEmpty() && watching.compareAndSet(false, true)) {
            long done = pool.getCompletedTaskCount();
            new CompletableFuture<Void>().completeOnTimeout(null, PATIENCE_MILLIS, TimeUnit.MILLISECONDS).thenRun(() -> look(done));
        }
    }

    /** Threads of which most ended no task meanwhile are held up. */
    private void look(long doneBefore) {
        int threads = pool.getCorePoolSize();
        if (pool.getQueue().isEmpty()) {
            resize(FEW);
        } else if (pool.getCompletedTaskCount() - doneBefore < threads) {
            resize(Math.min(MOST, threads + STEP));
        }
        watching.set(false);
        watch();
    }

    /** The most is never below the core, whichever way it goes. */
    private void resize(int threads) {
        if (threads > pool.getMaximumPoolSize()) {
            pool.setMaximumPoolSize(threads);
        }
        pool.setCorePoolSize(threads);
        pool.setMaximumPoolSize(threads);
    }
}
