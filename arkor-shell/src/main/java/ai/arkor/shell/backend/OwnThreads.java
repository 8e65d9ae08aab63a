package ai.arkor.shell.backend;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.Executors;

/**
 * Runs what starts threads in the thread group of the one who made this. A client that a snippet connects would else have its threads in the snippet's
 * group, which end when the snippet is stopped, and with them the watching of every run.
 */
final class OwnThreads {

    private final ThreadFactory threads = Executors.defaultThreadFactory();

    /** A call that may throw what a wait throws. */
    @FunctionalInterface
    interface Call<T> {
        T call() throws InterruptedException;
    }

    /** Interrupted, the call is interrupted too. */
    <T> T call(Call<T> call) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(call::call);
        Thread thread = threads.newThread(task);
        thread.setName("arkor-connect");
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        } catch (ExecutionException e) {
            throw rethrown(e);
        }
    }

    private static RuntimeException rethrown(ExecutionException e) throws InterruptedException {
        Throwable cause = e.getCause();
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }
}
