package ai.arkor.client.observation;

import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one observation of a run that all its awaits share. The first to come is its owner, whose callbacks fire; when the owner leaves, the next one
 * takes over from where it stood, and when the last leaves, the connection is closed.
 *
 * <p>Lock order: this before nothing else. Foreign code (futures, executors, streams) is called outside the lock.
 */
final class Observation {

    private final TrainingRun run;
    private final JobCell job;
    private final RunSource source;
    private final Timing timing;
    private final Deque<Watch> watches = new ArrayDeque<>();
    private @Nullable Session session;
    private @Nullable TrainingResult result;

    Observation(TrainingRun run, JobCell job, RunSource source, Timing timing) {
        this.run = run;
        this.job = job;
        this.source = source;
        this.timing = timing;
    }

    /** @throws IllegalStateException when the watch has a cursor and the observation goes on already, from elsewhere */
    void join(Watch watch) {
        TrainingResult known;
        Session begun = null;
        synchronized (this) {
            known = result;
            if (known == null) {
                if (session != null && watch.cursor != null) {
                    throw new IllegalStateException("Run " + run.jobId() + " is awaited already; an await with a cursor file must be the one that begins");
                }
                watches.add(watch);
                if (session == null) {
                    begun = new Session(this, run, job, source, timing.reconnect(watch.options.reconnect().orElse(timing.reconnect())));
                    session = begun;
                }
            }
        }
        if (known != null) {
            watch.complete(known);
        } else if (begun != null) {
            begun.start(watch);
        }
    }

    /** Ends that wait with that failure; not the run, and not the others' waits. */
    void leave(Watch watch, Throwable failure) {
        Session left = null;
        Session taken = null;
        synchronized (this) {
            boolean owned = watches.peek() == watch;
            if (!watches.remove(watch)) {
                return;
            }
            if (watches.isEmpty()) {
                left = session;
                session = null;
            } else if (owned) {
                taken = session;
            }
        }
        if (left != null) {
            left.cancel();
        }
        watch.fail(failure);
        if (taken != null) {
            taken.ownerChanged();
        }
    }

    /** Whose callbacks fire now. */
    synchronized Optional<Watch> owner(Session asking) {
        return session == asking ? Optional.ofNullable(watches.peek()) : Optional.empty();
    }

    synchronized boolean isOwner(Session asking, Watch watch) {
        return session == asking && watches.peek() == watch;
    }

    void completed(Session by, TrainingResult value) {
        ended(by, value).forEach(watch -> watch.complete(value));
    }

    void failed(Session by, Throwable failure) {
        ended(by, null).forEach(watch -> watch.fail(failure));
    }

    private synchronized List<Watch> ended(Session by, @Nullable TrainingResult value) {
        if (session != by) {
            return List.of();
        }
        session = null;
        result = value;
        List<Watch> all = List.copyOf(watches);
        watches.clear();
        return all;
    }
}
