package ai.arkor.shell.command;

import ai.arkor.api.ConnectionChange;
import ai.arkor.api.EventOptions;
import ai.arkor.api.EventStream;
import ai.arkor.api.JobStatus;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingEvent.CheckpointSaved;
import ai.arkor.api.TrainingEvent.TrainingLog;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.terminal.InterruptSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Goes through a run's events: up to now, or until the run is over. Used once. */
final class LogReader {

    /** Why the reading ended. */
    enum End {
        RUN_OVER,
        CAUGHT_UP,
        INTERRUPTED
    }

    private static final Duration CHECK = Duration.ofMillis(50);

    private final TrainingRun run;
    private final EventOptions options;
    private final LongSupplier nanos;
    private final Consumer<TrainingEvent> print;
    private final Backlog backlog;
    private OptionalLong since = OptionalLong.empty();
    private OptionalInt tail = OptionalInt.empty();
    private final Deque<TrainingEvent> kept = new ArrayDeque<>();
    private boolean reached;
    private boolean keeping;

    /** @param nanos as {@link System#nanoTime()} */
    LogReader(TrainingRun run, EventOptions options, LongSupplier nanos, Consumer<TrainingEvent> print) {
        this.run = run;
        this.options = options;
        this.nanos = nanos;
        this.print = print;
        backlog = new Backlog(run.job().status().equals(JobStatus.QUEUED), nanos.getAsLong());
    }

    /** Leaves out what is before that step. */
    LogReader since(OptionalLong step) {
        since = step;
        return this;
    }

    /** Leaves out all but so many of the events that there are already. */
    LogReader tail(OptionalInt count) {
        tail = count;
        return this;
    }

    End read(boolean follow, InterruptSource interrupts) {
        AtomicBoolean pressed = new AtomicBoolean();
        AtomicBoolean caughtUp = new AtomicBoolean();
        reached = since.isEmpty();
        keeping = tail.isPresent();
        // A run that is over has an end that is worth waiting for.
        boolean untilEnd = run.job().status().isTerminal();
        EventStream events = run.events(options.onConnectionChange(this::connection));
        Runnable now = () -> {
            caughtUp.set(true);
            if (follow) {
                release();
            } else {
                events.close();
            }
        };
        InterruptSource.Registration stop = interrupts.onInterrupt(() -> {
            pressed.set(true);
            events.close();
        });
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(LogReader::daemon);
        try (events) {
            if (!untilEnd) {
                clock.scheduleWithFixedDelay(() -> {
                    if (!caughtUp.get() && isQuiet()) {
                        now.run();
                    }
                }, CHECK.toMillis(), CHECK.toMillis(), TimeUnit.MILLISECONDS);
            }
            for (TrainingEvent event : events) {
                if (take(event) && !untilEnd && !caughtUp.get()) {
                    now.run();
                }
            }
        } finally {
            stop.end();
            clock.shutdownNow();
        }
        release();
        return pressed.get() ? End.INTERRUPTED : caughtUp.get() && !follow ? End.CAUGHT_UP : End.RUN_OVER;
    }

    private synchronized void connection(ConnectionChange change) {
        backlog.connection(change instanceof ConnectionChange.Resumed, nanos.getAsLong());
        options.onConnectionChange().accept(change);
    }

    private synchronized boolean isQuiet() {
        return backlog.isQuiet(nanos.getAsLong());
    }

    /** @return whether it is one that has just happened */
    private synchronized boolean take(TrainingEvent event) {
        boolean fresh = backlog.isFresh(event, nanos.getAsLong());
        reached |= since.isPresent() && step(event).orElse(-1) >= since.getAsLong();
        if (reached && keeping) {
            kept.add(event);
            if (kept.size() > tail.orElse(Integer.MAX_VALUE)) {
                kept.removeFirst();
            }
        } else if (reached) {
            print.accept(event);
        }
        return fresh;
    }

    /** Prints what was kept, and from now on what comes. */
    private synchronized void release() {
        keeping = false;
        kept.forEach(print);
        kept.clear();
    }

    private static OptionalLong step(TrainingEvent event) {
        if (event instanceof TrainingLog log) {
            return OptionalLong.of(log.step());
        }
        return event instanceof CheckpointSaved saved ? OptionalLong.of(saved.step()) : OptionalLong.empty();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "arkor-logs");
        thread.setDaemon(true);
        return thread;
    }
}
