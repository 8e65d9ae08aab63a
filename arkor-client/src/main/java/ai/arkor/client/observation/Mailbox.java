package ai.arkor.client.observation;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs tasks one at a time, in order, without ever making a caller wait: who finds it busy leaves the task to whoever is in it. */
final class Mailbox {

    /** Null for the callers' own threads. */
    private final @Nullable Executor executor;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    private Mailbox(@Nullable Executor executor) {
        this.executor = executor;
    }

    /** One whose tasks run on the threads of those who bring them. */
    static Mailbox ofCallers() {
        return new Mailbox(null);
    }

    static Mailbox on(Executor executor) {
        return new Mailbox(executor);
    }

    /** @param task must not throw */
    void run(Runnable task) {
        if (executor == null && waiting.compareAndSet(0, 1)) {
            // Most often nobody else is there, and the task needs no place in the queue.
            task.run();
            if (waiting.decrementAndGet() > 0) {
                drain();
            }
            return;
        }
        tasks.add(task);
        if (waiting.getAndIncrement() > 0) {
            return;
        }
        if (executor == null) {
            drain();
        } else {
            executor.execute(this::drain);
        }
    }

    private void drain() {
        do {
            tasks.remove().run();
        } while (waiting.decrementAndGet() > 0);
    }
}
