package ai.arkor.client.observation;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs tasks one at a time, in order, without ever making a caller wait: who finds it busy leaves the task to whoever is in it. */
final class Mailbox {

    private final Executor executor;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** @param executor where they run; {@code Runnable::run} for the caller's own thread */
    Mailbox(Executor executor) {
        this.executor = executor;
    }

    /** @param task must not throw */
    void run(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            executor.execute(this::drain);
        }
    }

    private void drain() {
        do {
            tasks.remove().run();
        } while (waiting.decrementAndGet() > 0);
    }
}
