package ai.arkor.client.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client's threads: daemons, made when needed and gone after a second of idleness. They are not shut down with the client, which may be closing
 * connections on them then.
 */
public final class ClientThreads {

    private final Executor transport = pool(4, "arkor-client-http-");
    private final Executor callbacks = new GrowingPool(pool(GrowingPool.FEW, "arkor-client-callback-"));

    /** For work that never blocks, such as what timers do. */
    public Executor transport() {
        return transport;
    }

    /** For code of the user's that was given no executor, which may block. */
    public Executor callbacks() {
        return callbacks;
    }

    /** Its threads belong to the group of whoever made the client, and not of whoever first uses it, which may be ended as a whole. */
    private static ThreadPoolExecutor pool(int threads, String name) {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(threads, threads, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(group, task, name + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
