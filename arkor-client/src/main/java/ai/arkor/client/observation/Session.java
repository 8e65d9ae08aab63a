package ai.arkor.client.observation;

import ai.arkor.api.ArkorException;
import ai.arkor.api.CallbackException;
import ai.arkor.api.ConnectionChange;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingEvent.TrainingCompleted;
import ai.arkor.api.TrainingEvent.TrainingLog;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.json.JsonValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One going through a run's events for its awaits, from the first event to the end or until everybody left. Hands out one thing at a time, on the
 * executor of whoever owns the observation then.
 */
final class Session implements RunSink {

    private final Observation observation;
    private final TrainingRun run;
    private final JobCell job;
    private final RunSource source;
    private final Timing timing;
    private final Deque<Delivery> deliveries = new ArrayDeque<>();
    private @Nullable RunStream stream;
    private @Nullable Runner runner;
    private @Nullable Runnable ending;
    private List<JsonValue> artifacts = List.of();
    private Optional<Stopping> stopping = Optional.empty();
    private boolean stops;

    Session(Observation observation, TrainingRun run, JobCell job, RunSource source, Timing timing) {
        this.observation = observation;
        this.run = run;
        this.job = job;
        this.source = source;
        this.timing = timing;
    }

    void start(Watch first) {
        Optional<CallbackCursor> cursor = Optional.ofNullable(first.cursor);
        stopping = first.options.earlyStopping().map(rule -> new Stopping(rule, cursor.map(CallbackCursor::memory).orElse("")));
        Optional<String> after = cursor.flatMap(CallbackCursor::resumeAfter).or(first.options::afterEvent);
        RunStream started = new RunStream(source, timing, after, this);
        synchronized (this) {
            stream = started;
        }
        started.request(1);
        if (observation.owner(this).isEmpty()) {
            started.cancel();
        } else if (stopping.flatMap(Stopping::verdict).isPresent() && !job.job().status().isTerminal()) {
            stop();
        }
    }

    void cancel() {
        stream().ifPresent(RunStream::cancel);
    }

    /** What the old owner had not begun is for the new one. */
    void ownerChanged() {
        synchronized (this) {
            if (runner != null && !runner.running) {
                runner = null;
            }
        }
        schedule();
    }

    @Override
    public void event(TrainingEvent event) {
        offer(new Delivery(true, watch -> deliver(watch, event)));
    }

    @Override
    public void connection(ConnectionChange change) {
        offer(new Delivery(false, watch -> watch.options.onConnectionChange().accept(change)));
    }

    @Override
    public void end(Optional<TrainingJob> fetched) {
        conclude(() -> {
            fetched.ifPresent(job::replace);
            TrainingJob last = job.job();
            List<JsonValue> left = artifacts.isEmpty() ? last.json().array("artifacts").orElse(List.of()) : artifacts;
            observation.completed(this, new TrainingResult(last, left, stopping.flatMap(Stopping::verdict)));
        });
    }

    @Override
    public void fault(RuntimeException failure) {
        conclude(() -> observation.failed(this, failure));
    }

    private void deliver(Watch watch, TrainingEvent event) {
        if (event instanceof TrainingCompleted completed) {
            artifacts = completed.artifacts();
        }
        TrainingJob updated = job.apply(event);
        CallbackCursor cursor = watch.cursor;
        if (cursor == null) {
            callBack(watch, updated, event, false);
        } else if (!cursor.isTheLastDone(event)) {
            try {
                callBack(watch, updated, event, cursor.begin(event));
                cursor.done(event, stopping.map(Stopping::memory).orElse(""));
            } finally {
                cursor.leave();
            }
        }
        if (isVerdict(event)) {
            stop();
        }
    }

    private void callBack(Watch watch, TrainingJob updated, TrainingEvent event, boolean redelivered) {
        watch.options.onEvent().accept(event);
        CallbackDispatch.call(watch.callbacks, run, updated, event, redelivered);
        if (event instanceof TrainingLog log) {
            stopping.ifPresent(rule -> rule.hear(log));
        }
    }

    private boolean isVerdict(TrainingEvent event) {
        return !stops && event instanceof TrainingLog && stopping.flatMap(Stopping::verdict).isPresent();
    }

    private void stop() {
        stops = true;
        cancel();
        Cancellation.of(source, timing).whenComplete((last, failure) -> {
            if (failure == null) {
                end(Optional.of(last));
            } else {
                fault(new ArkorException("Run " + run.jobId() + " was given up (" + stopping.flatMap(Stopping::verdict).orElse("")
                        + "), but could not be cancelled and goes on: " + failure.getMessage(), failure));
            }
        });
    }

    private void offer(Delivery delivery) {
        synchronized (this) {
            deliveries.add(delivery);
            if (runner != null) {
                return;
            }
        }
        schedule();
    }

    private void conclude(Runnable end) {
        synchronized (this) {
            ending = end;
        }
        schedule();
    }

    /** Sees to it that what there is gets handed out, by the owner's executor. */
    private void schedule() {
        Watch owner = observation.owner(this).orElse(null);
        Runner scheduled = null;
        Runnable end = null;
        synchronized (this) {
            if (runner == null && !deliveries.isEmpty() && owner != null) {
                scheduled = new Runner(owner);
                runner = scheduled;
            } else if (runner == null && deliveries.isEmpty()) {
                end = ending;
                ending = null;
            }
        }
        if (scheduled != null) {
            try {
                scheduled.watch.executor.execute(scheduled);
            } catch (RejectedExecutionException shutDown) {
                observation.leave(scheduled.watch, shutDown);
            }
        } else if (end != null) {
            end.run();
        }
    }

    /** Hands out one thing after the other until there is nothing left, or the owner is another. */
    private final class Runner implements Runnable {
        private final Watch watch;
        private boolean running;

        Runner(Watch watch) {
            this.watch = watch;
        }

        @Override
        public void run() {
            for (Delivery next = begin(); next != null; next = next()) {
                try {
                    next.to.accept(watch);
                } catch (RuntimeException | Error thrown) {
                    thrown(watch, thrown);
                }
                if (next.isEvent) {
                    stream().ifPresent(observed -> observed.request(1));
                }
            }
        }

        private @Nullable Delivery begin() {
            synchronized (Session.this) {
                if (runner != this) {
                    return null;
                }
                running = true;
            }
            return next();
        }

        private @Nullable Delivery next() {
            boolean isOwner = observation.isOwner(Session.this, watch);
            synchronized (Session.this) {
                Delivery next = isOwner ? deliveries.poll() : null;
                if (next != null) {
                    return next;
                }
                runner = null;
            }
            schedule();
            return null;
        }
    }

    private void thrown(Watch watch, Throwable failure) {
        if (failure instanceof CallbackException callback && callback.getCause() instanceof InterruptedException) {
            // An interrupt is meant for the one whose thread it is, not for those who share the observation.
            observation.leave(watch, failure);
        } else {
            cancel();
            observation.failed(this, failure);
        }
    }

    private synchronized Optional<RunStream> stream() {
        return Optional.ofNullable(stream);
    }

    /**
     * One thing to hand out.
     *
     * @param isEvent whether the stream is asked for another one after it
     */
    private record Delivery(boolean isEvent, Consumer<Watch> to) {}
}
