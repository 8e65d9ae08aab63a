package ai.arkor.shell.prompt;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * What the backend is known to have, for completion: asked for beside the prompt, so that whoever wants to know is told at once what was heard last. Thread-safe.
 */
final class KnownNames {

    /** @param status with what else helps to tell runs apart */
    record Run(String id, String name, String status) {}

    /** Runs come newest first. */
    record Names(List<Run> runs, List<String> models) {
        static final Names NONE = new Names(List.of(), List.of());
    }

    /** Where to ask; may take its time, and fail. */
    interface Source {

        Names names() throws InterruptedException;

        /** The steps of a run's checkpoints. */
        List<Long> checkpoints(String run) throws InterruptedException;
    }

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Source source;
    private final Executor executor;
    private final LongSupplier nanos;
    private final AtomicBoolean asking = new AtomicBoolean();
    private final Map<String, List<Long>> checkpoints = new ConcurrentHashMap<>();
    private final Set<String> askedFor = ConcurrentHashMap.newKeySet();
    private volatile Names known = Names.NONE;
    private volatile boolean heard;
    private volatile long heardAt;

    /**
     * @param executor whose threads may wait for the source
     * @param nanos the clock
     */
    KnownNames(Source source, Executor executor, LongSupplier nanos) {
        this.source = source;
        this.executor = executor;
        this.nanos = nanos;
    }

    /** What is known now. Asks anew when that is older than some seconds. */
    Names now() {
        if (!heard || nanos.getAsLong() - heardAt > FRESH.toNanos()) {
            refresh();
        }
        return known;
    }

    /** The steps of the checkpoints of a run, as far as they are known now. */
    List<Long> checkpointsOf(String run) {
        if (askedFor.add(run)) {
            executor.execute(() -> {
                try {
                    checkpoints.put(run, source.checkpoints(run));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException unknown) {
                    // Asked again by the next Tab.
                    askedFor.remove(run);
                }
            });
        }
        return checkpoints.getOrDefault(run, List.of());
    }

    /** Asks anew: something was changed. */
    void refresh() {
        askedFor.clear();
        if (asking.compareAndSet(false, true)) {
            executor.execute(() -> {
                try {
                    known = source.names();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException unknown) {
                    // A backend that does not answer offers nothing new.
                } finally {
                    heardAt = nanos.getAsLong();
                    heard = true;
                    asking.set(false);
                }
            });
        }
    }
}
