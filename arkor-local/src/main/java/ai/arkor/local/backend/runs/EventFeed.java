package ai.arkor.local.backend.runs;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes those who wait for news of jobs. What the news is stands in the store. Thread-safe. */
public final class EventFeed implements AutoCloseable {

    private final Lock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private long changes;
    private boolean closed;

    /** The number of changes so far. Take it before reading the store, so that no change falls between reading and waiting. */
    public long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    public void changed() {
        lock.lock();
        try {
            changes++;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a change after the {@code seen} first ones, at most that long. */
    public void await(long seen, long nanoseconds) throws InterruptedException {
        lock.lock();
        try {
            long left = nanoseconds;
            while (changes == seen && !closed && left > 0) {
                left = news.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the backend is ending and nothing more will come. */
    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Sends everyone home who waits. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
