package ai.arkor.client.observation;

import ai.arkor.api.ConnectionChange;
import ai.arkor.api.JobStatus;
import ai.arkor.api.StreamLostException;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TransportException;
import ai.arkor.client.transport.Opening;
import ai.arkor.client.transport.Opening.Opened;
import ai.arkor.client.transport.Opening.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Observes one run: the state machine behind every way of awaiting it. Gives events only as they are requested, never blocks, and goes through losses
 * of the connection by resuming after the last event it was given. All state is touched inside the mailbox only.
 *
 * <p>A stream that ends without telling how the run did, or falls silent, has the job asked for. A job that is over does not end the observation while
 * its last events may be on the way: the stream is resumed until it has nothing to add, or cannot be had.
 */
public final class RunStream {

    private static final int MAX_ATTEMPTS_ONCE_OVER = 5;

    /** How long the stream of a job that is over may be silent before it counts as one with nothing to add. */
    public static final Duration MAX_SILENCE_ONCE_OVER = Duration.ofSeconds(10);

    private enum Phase {
        IDLE,
        OPENING,
        STREAMING,
        PAUSED,
        FETCHING,
        DONE
    }

    /** Why the job is asked for. */
    private enum Question {
        /** The stream said that it ended. */
        ENDED,
        /** The stream closed without a single event. */
        EMPTY,
        /** Nothing came for too long. */
        SILENT
    }

    private final RunSource source;
    private final Timing timing;
    private final RunSink sink;
    private final Mailbox mailbox = Mailbox.ofCallers();

    private Phase phase = Phase.IDLE;
    private long demand;
    /** Rises with every request and pause, so that what comes late from an earlier one is known as such. */
    private long attempt;
    private @Nullable String lastEventId;
    private Backoff backoff;
    private final Duplicates given = new Duplicates();
    private @Nullable Instant lostSince;
    private boolean progress;
    /** The question to ask again after a pause, in place of opening the stream. */
    private @Nullable Question unanswered;
    /** The job as fetched, once that said that it is over. */
    private @Nullable TrainingJob over;
    /** When bytes began to be waited for, in milliseconds of the clock; below 0 while they are not. */
    private long waitingSince = -1;
    private @Nullable CompletableFuture<?> request;
    private @Nullable StreamBody body;
    private Runnable timer = () -> {};

    RunStream(RunSource source, Timing timing, Optional<String> after, RunSink sink) {
        this.source = source;
        this.timing = timing;
        this.backoff = Backoff.first(timing.reconnect());
        this.lastEventId = after.orElse(null);
        this.sink = sink;
    }

    /** Asks for {@code n} more events; the first call opens the stream. */
    void request(long n) {
        mailbox.run(() -> {
            demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
            if (phase == Phase.IDLE) {
                open();
            } else {
                advance();
            }
        });
    }

    /** Ends the observation and its connection. */
    void cancel() {
        mailbox.run(this::release);
    }

    private void open() {
        long mine = begin(Phase.OPENING);
        waitingSince = timing.clock().millis();
        watchIdleness(mine, longestSilence());
        try {
            CompletableFuture<Opening> opening = source.open(Optional.ofNullable(lastEventId));
            request = opening;
            opening.whenComplete((opened, failure) -> mailbox.run(() -> opened(mine, opened, failure)));
        } catch (RuntimeException unusable) {
            fault(unusable);
        }
    }

    private void opened(long mine, @Nullable Opening opening, @Nullable Throwable failure) {
        if (mine != attempt || phase == Phase.DONE) {
            if (opening instanceof Opened late) {
                late.body().subscribe(StreamBody.discarding());
            }
        } else if (opening instanceof Opened opened) {
            phase = Phase.STREAMING;
            progress = false;
            StreamBody started = new StreamBody(change -> mailbox.run(() -> bodyChanged(mine, change)));
            body = started;
            opened.body().subscribe(started);
        } else if (opening instanceof Refused refused) {
            failed(refused.error(), Failures.retryAfter(refused.headers(), timing.clock()));
        } else if (failure != null) {
            failed(Failures.cause(failure), Duration.ZERO);
        }
    }

    private void bodyChanged(long mine, Runnable change) {
        change.run();
        if (mine == attempt) {
            waitingSince = -1;
            advance();
        }
    }

    /** Does all that can be done with what is there. */
    private void advance() {
        while (phase == Phase.STREAMING && body != null) {
            StreamBody current = body;
            Item item = current.peek();
            if (item != null) {
                if (item.event() != null && demand == 0) {
                    current.readAhead();
                    return;
                }
                current.drop();
                take(item);
            } else if (current.isOver()) {
                over(current.failure());
            } else {
                current.readAhead();
                if (demand > 0 && waitingSince < 0) {
                    waitingSince = timing.clock().millis();
                }
                return;
            }
        }
    }

    private void take(Item item) {
        if (item.id() != null) {
            lastEventId = item.id();
        }
        if (lostSince != null) {
            lostSince = null;
            sink.connection(new ConnectionChange.Resumed());
        }
        if (item.isEnd()) {
            fetch(Question.ENDED);
            return;
        }
        if (item.isProgress()) {
            progress = true;
            backoff = backoff.reset();
        }
        TrainingEvent event = item.event();
        if (event != null && !given.contains(event)) {
            demand -= demand == Long.MAX_VALUE ? 0 : 1;
            sink.event(event);
        }
        if (item.isTerminal()) {
            end(Optional.empty());
        }
    }

    private void over(@Nullable Throwable failure) {
        if (failure != null) {
            failed(new TransportException("The event stream broke: " + failure.getMessage(), failure), Duration.ZERO);
        } else if (progress) {
            pause(backoff.base());
        } else {
            fetch(Question.EMPTY);
        }
    }

    private void fetch(Question why) {
        long mine = begin(Phase.FETCHING);
        try {
            CompletableFuture<TrainingJob> fetching = source.fetch();
            request = fetching;
            fetching.whenComplete((job, failure) -> mailbox.run(() -> {
                if (mine == attempt && phase == Phase.FETCHING) {
                    fetched(why, job, failure == null ? null : Failures.cause(failure));
                }
            }));
        } catch (RuntimeException unusable) {
            fault(unusable);
        }
    }

    private void fetched(Question why, @Nullable TrainingJob job, @Nullable Throwable failure) {
        if (job == null) {
            notFetched(why, failure == null ? new TransportException("The backend told nothing of the job", null) : failure);
        } else if (over != null || why == Question.ENDED && !isUnderWay(job) && !lacksItsLastEvent(job)) {
            end(Optional.of(job));
        } else if (job.status().isTerminal()) {
            over = job;
            open();
        } else if (why == Question.SILENT) {
            open();
        } else if (why == Question.ENDED && progress) {
            pause(backoff.base());
        } else if (why == Question.ENDED) {
            failed(new TransportException("The stream says that it ended, and the job is " + job.status(), null), Duration.ZERO);
        } else {
            failed(new TransportException("The stream closed without a single event", null), Duration.ZERO);
        }
    }

    private static boolean isUnderWay(TrainingJob job) {
        return job.status().equals(JobStatus.QUEUED) || job.status().equals(JobStatus.RUNNING);
    }

    /** No event tells of a cancellation, so that the stream's end is all there is to expect then. */
    private static boolean lacksItsLastEvent(TrainingJob job) {
        return job.status().equals(JobStatus.COMPLETED) || job.status().equals(JobStatus.FAILED);
    }

    private void notFetched(Question why, Throwable failure) {
        if (why == Question.ENDED && Failures.isWithheld(failure)) {
            end(Optional.empty());
        } else {
            failed(failure, Duration.ZERO);
            unanswered = why == Question.ENDED ? why : null;
        }
    }

    private void failed(Throwable cause, Duration retryAfter) {
        int failures = backoff.failures() + 1;
        if (over != null && (Failures.isForGood(cause) || Failures.isWithheld(cause) || failures > MAX_ATTEMPTS_ONCE_OVER)) {
            end(Optional.of(over));
            return;
        }
        if (Failures.isForGood(cause)) {
            fault((RuntimeException) cause);
            return;
        }
        if (failures > timing.reconnect().attempts()) {
            fault(new StreamLostException(
                    "The event stream failed " + failures + " consecutive times; the last time: " + cause.getMessage(), failures, cause));
            return;
        }
        Duration delay = backoff.delay(timing.random().getAsDouble(), retryAfter);
        backoff = backoff.next();
        if (lostSince == null) {
            lostSince = timing.clock().instant();
        }
        pause(delay);
        sink.connection(new ConnectionChange.Lost(lostSince, failures, delay, String.valueOf(cause.getMessage())));
    }

    private void pause(Duration delay) {
        long mine = begin(Phase.PAUSED);
        timer = timing.delayer().schedule(delay, () -> mailbox.run(() -> {
            if (mine == attempt && phase == Phase.PAUSED) {
                Question again = unanswered;
                unanswered = null;
                if (again != null) {
                    fetch(again);
                } else {
                    open();
                }
            }
        }));
    }

    private Duration longestSilence() {
        Duration usual = timing.reconnect().idleTimeout();
        return over != null && usual.compareTo(MAX_SILENCE_ONCE_OVER) > 0 ? MAX_SILENCE_ONCE_OVER : usual;
    }

    /** One timer for many waits, as a stream waits between any two chunks: when it is due, it is set for what is left of the wait there is then. */
    private void watchIdleness(long mine, Duration wait) {
        timer = timing.delayer().schedule(wait, () -> mailbox.run(() -> {
            if (mine == attempt && (phase == Phase.OPENING || phase == Phase.STREAMING)) {
                Duration silent = Duration.ofMillis(waitingSince < 0 ? 0 : Math.max(0, timing.clock().millis() - waitingSince));
                Duration left = longestSilence().minus(silent);
                if (left.isNegative() || left.isZero()) {
                    silent();
                } else {
                    watchIdleness(mine, left);
                }
            }
        }));
    }

    private void silent() {
        if (over != null) {
            end(Optional.of(over));
        } else {
            fetch(Question.SILENT);
        }
    }

    private void end(Optional<TrainingJob> job) {
        release();
        sink.end(job);
    }

    private void fault(RuntimeException failure) {
        release();
        sink.fault(failure);
    }

    private void release() {
        begin(Phase.DONE);
    }

    /** Leaves the phase before with all it held, for good once it is done. */
    private long begin(Phase next) {
        if (phase != Phase.DONE) {
            phase = next;
        }
        timer.run();
        timer = () -> {};
        if (request != null) {
            request.cancel(true);
            request = null;
        }
        if (body != null) {
            body.cancel();
            body = null;
        }
        return ++attempt;
    }
}
