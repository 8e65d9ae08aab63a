package ai.arkor.shell.progress;

import ai.arkor.api.ConnectionChange;
import ai.arkor.api.JobStatus;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingEvent.CheckpointSaved;
import ai.arkor.api.TrainingEvent.TrainingCompleted;
import ai.arkor.api.TrainingEvent.TrainingFailed;
import ai.arkor.api.TrainingEvent.TrainingLog;
import ai.arkor.api.TrainingEvent.TrainingStarted;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.progress.Happening.Mood;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run that is watched, in memory that does not grow with the run. Times called {@code now} are as {@link System#nanoTime()}. Not
 * thread-safe.
 */
public final class RunState {

    private static final int HAPPENINGS = 16;
    private static final int CHECKPOINTS = 256;

    /** Logs come seldom in slow runs; a longer silence is worth telling. */
    private static final Duration USUAL_SILENCE = Duration.ofSeconds(20);

    private record Loss(Instant since, long noticed, int failures, long nextAttempt, String cause) {}

    private final String name;
    private final String jobId;
    private final String backend;
    private final String model;
    private final Figures figures = new Figures();
    private final Curve train = new Curve();
    private final Curve eval = new Curve();
    private final Deque<Long> checkpoints = new ArrayDeque<>();
    private final Deque<Happening> happenings = new ArrayDeque<>();
    private JobStatus status;
    private @Nullable Loss loss;
    private boolean wasBroken;
    private boolean over;
    private long lastHeard;

    /** @param backend as people call it */
    RunState(String name, String jobId, String backend, String model, JobStatus status) {
        this.name = name;
        this.jobId = jobId;
        this.backend = backend;
        this.model = model;
        this.status = status;
    }

    /** A run of which no event was heard yet. */
    public static RunState of(TrainingRun run) {
        RunReference reference = run.reference();
        return new RunState(run.job().name(), run.jobId(), reference.isRemote() ? String.valueOf(reference.address().getAuthority()) : "embedded",
                run.job().config().string("model").orElse(""), run.job().status());
    }

    void hear(TrainingEvent event, long now) {
        figures.hear(event);
        lastHeard = now;
        if (event instanceof TrainingStarted started) {
            status = JobStatus.RUNNING;
            happened(event, Tellings.started(started), Mood.PLAIN);
        } else if (event instanceof TrainingLog log) {
            hearLog(log);
        } else if (event instanceof CheckpointSaved saved) {
            if (checkpoints.size() == CHECKPOINTS) {
                checkpoints.removeFirst();
            }
            checkpoints.add(saved.step());
            happened(event, "checkpoint at step " + saved.step(), Mood.GOOD);
        } else if (event instanceof TrainingCompleted) {
            status = JobStatus.COMPLETED;
            happened(event, "completed", Mood.GOOD);
        } else if (event instanceof TrainingFailed failed) {
            status = JobStatus.FAILED;
            happened(event, "failed: " + failed.error(), Mood.BAD);
        } else {
            happened(event, event.meta().type(), Mood.PLAIN);
        }
    }

    private void hearLog(TrainingLog log) {
        if (status.equals(JobStatus.QUEUED)) {
            status = JobStatus.RUNNING;
        }
        log.loss().ifPresent(value -> {
            train.add(log.step(), value);
            boolean broken = !Double.isFinite(value);
            if (broken && !wasBroken) {
                happened(log, "loss is " + Figures.number(value) + " at step " + log.step(), Mood.BAD);
            }
            wasBroken = broken;
        });
        log.evalLoss().ifPresent(value -> {
            eval.add(log.step(), value);
            boolean best = Double.isFinite(value) && figures.bestStep() == log.step() && log.step() > 0;
            happened(log, "eval loss " + Figures.number(value) + " at step " + log.step() + (best ? ", best so far" : ""),
                    Double.isFinite(value) ? Mood.PLAIN : Mood.BAD);
        });
    }

    void hear(ConnectionChange change, long now) {
        Loss before = loss;
        if (change instanceof ConnectionChange.Lost lost) {
            loss = new Loss(lost.since(), before == null ? now : before.noticed, lost.failures(), now + lost.nextAttempt().toNanos(), lost.cause());
            if (before == null) {
                happened(Optional.of(lost.since()), "connection lost: " + lost.cause(), Mood.DOUBTFUL);
            }
        } else if (before != null) {
            Duration away = Duration.ofNanos(now - before.noticed);
            happened(Optional.of(before.since.plus(away)), "connected again after " + Spans.text(away), Mood.GOOD);
            loss = null;
        }
    }

    /** The run is over. */
    void end(TrainingResult result) {
        boolean told = status.equals(result.status());
        status = result.status();
        over = true;
        loss = null;
        if (!told) {
            happened(result.job().completedAt(), status.raw() + result.job().error().map(error -> ": " + error).orElse(""),
                    status.equals(JobStatus.COMPLETED) ? Mood.GOOD : Mood.BAD);
        }
    }

    private void happened(TrainingEvent event, String what, Mood mood) {
        happened(Figures.time(event), what, mood);
    }

    private void happened(Optional<Instant> at, String what, Mood mood) {
        if (happenings.size() == HAPPENINGS) {
            happenings.removeFirst();
        }
        happenings.add(new Happening(at, what, mood));
    }

    String name() {
        return name;
    }

    String jobId() {
        return jobId;
    }

    String backend() {
        return backend;
    }

    String model() {
        return model;
    }

    Figures figures() {
        return figures;
    }

    Curve train() {
        return train;
    }

    Curve eval() {
        return eval;
    }

    /** The steps of the last ones. */
    Collection<Long> checkpoints() {
        return Collections.unmodifiableCollection(checkpoints);
    }

    /** The last few, the oldest first. */
    List<Happening> happenings() {
        return new ArrayList<>(happenings);
    }

    /** As last heard of. */
    JobStatus status() {
        return status;
    }

    boolean isOver() {
        return over || status.isTerminal();
    }

    /** Whether the stream is lost, so that nobody knows how the run does. */
    boolean isOutOfSight() {
        return loss != null;
    }

    /** At most 99 before the run is known to have completed; -1 while the number of steps is not known. */
    int percent() {
        return status.equals(JobStatus.COMPLETED) ? 100 : figures.percent();
    }

    /** How long ago the last event came, for as long as more are to come. */
    Duration silence(long now) {
        return isOver() || !figures.hasBegun() ? Duration.ZERO : Duration.ofNanos(Math.max(0, now - lastHeard));
    }

    /** Why the stream was lost; empty while it is not. */
    Optional<String> cause() {
        return Optional.ofNullable(loss).map(Loss::cause);
    }

    /** How it stands with the stream of events. */
    String connection(long now) {
        Loss lost = loss;
        if (lost != null) {
            long wait = lost.nextAttempt - now;
            String next = wait > 0 ? "in " + Spans.text(Duration.ofNanos(wait).plusMillis(999)) : "now";
            return "reconnecting since " + Spans.text(Duration.ofNanos(now - lost.noticed)) + ": attempt " + lost.failures + " " + next;
        }
        if (!figures.hasBegun()) {
            return "waiting for the run to begin";
        }
        Duration silence = silence(now);
        return silence.compareTo(USUAL_SILENCE) > 0 ? "connected, nothing heard for " + Spans.text(silence) : "connected";
    }
}
