package ai.arkor.client.transport;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is to end when the client is closed. */
public final class Lifetimes implements AutoCloseable {

    private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Has {@code end} run when this is closed; at once when it is closed already.
     *
     * @return ends the registration
     */
    public Runnable add(Runnable end) {
        Entry entry = new Entry(end);
        entries.add(entry);
        if (closed && entries.remove(entry)) {
            end.run();
        }
        return () -> entries.remove(entry);
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        for (Entry entry : List.copyOf(entries)) {
            if (entries.remove(entry)) {
                entry.end.run();
            }
        }
    }

    /** By identity, so that equal runnables are two. */
    private static final class Entry {
        private final Runnable end;

        Entry(Runnable end) {
            this.end = end;
        }
    }
}
