package ai.arkor.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells that something is to stop. It ends waiting, not the run. Thread-safe; made by an {@link AbortController}. */
public final class AbortSignal {

    private final List<Runnable> listeners = new ArrayList<>();
    private @Nullable String reason;

    AbortSignal() {}

    public boolean isAborted() {
        return reason().isPresent();
    }

    /** Why; empty while not aborted. */
    public synchronized Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /**
     * Runs {@code listener} once when this is aborted, on the thread that aborts; at once when it already is.
     *
     * @return ends the registration
     */
    public Registration onAbort(Runnable listener) {
        synchronized (this) {
            if (reason == null) {
                listeners.add(listener);
                return () -> remove(listener);
            }
        }
        listener.run();
        return () -> {};
    }

    /** @throws AbortedException when aborted */
    public void throwIfAborted() {
        reason().ifPresent(why -> {
            throw new AbortedException(why);
        });
    }

    void abort(String why) {
        List<Runnable> told;
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = why;
            told = List.copyOf(listeners);
            listeners.clear();
        }
        told.forEach(Runnable::run);
    }

    private synchronized void remove(Runnable listener) {
        listeners.remove(listener);
    }

    /** A listener's registration. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
