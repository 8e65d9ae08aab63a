package ai.arkor.client.observation;

import ai.arkor.api.ConnectionChange;
import ai.arkor.api.StreamLostException;
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
 */
public final class RunStream {

    private enum Phase {
        IDLE,
        OPENING,
        STREAMING,
        PAUSED,
        FETCHING,
        DONE
    }

    private final RunSource source;
    private final Timing timing;
    private final RunSink sink;
    private final Mailbox mailbox = new Mailbox(Runnable::run);

    private Phase phase = Phase.IDLE;
    private long demand;
    /** Rises with every request and pause, so that what comes late from an earlier one is known as such. */
    private long attempt;
    private Optional<String> lastEventId;
    private Backoff backoff = Backoff.FIRST;
    private @Nullable Instant lostSince;
    private boolean sawEnd;
    private boolean progress;
    private @Nullable CompletableFuture<?> request;
    private @Nullable StreamBody body;
    private Runnable timer = () -> {};

    RunStream(RunSource source, Timing timing, Optional<String> after, RunSink sink) {
        this.source = source;
        this.timing = timing;
        this.lastEventId = after;
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
        watchIdleness(mine);
        try {
            CompletableFuture<Opening> opening = source.open(lastEventId);
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
            timer.run();
            advance();
        }
    }

    /** Does all that can be done with what is there. */
    private void advance() {
        while (phase == Phase.STREAMING && body != null) {
            StreamBody current = body;
            Optional<Item> item = current.peek();
            if (item.isPresent()) {
                if (item.get().event() != null && demand == 0) {
                    return;
                }
                current.drop();
                take(item.get());
            } else if (current.isOver()) {
                over(current.failure());
            } else {
                if (demand > 0 && current.pull()) {
                    watchIdleness(attempt);
                }
                return;
            }
        }
    }

    private void take(Item item) {
        if (item.id().isPresent()) {
            lastEventId = item.id();
        }
        if (lostSince != null) {
            lostSince = null;
            sink.connection(new ConnectionChange.Resumed());
        }
        if (item.isEnd()) {
            sawEnd = true;
            fetch();
            return;
        }
        if (item.isProgress()) {
            progress = true;
            backoff = Backoff.FIRST;
        }
        if (item.event() != null) {
            demand -= demand == Long.MAX_VALUE ? 0 : 1;
            sink.event(item.event());
        }
        if (item.isTerminal()) {
            release();
            sink.end(Optional.empty());
        }
    }

    private void over(@Nullable Throwable failure) {
        if (failure != null) {
            failed(new TransportException("The event stream broke: " + failure.getMessage(), failure), Duration.ZERO);
        } else if (progress) {
            pause(backoff.base());
        } else {
            fetch();
        }
    }

    /** Asks for the job, when the stream ended without telling how the run did. */
    private void fetch() {
        long mine = begin(Phase.FETCHING);
        try {
            CompletableFuture<TrainingJob> fetching = source.fetch();
            request = fetching;
            fetching.whenComplete((job, failure) -> mailbox.run(() -> {
                if (mine == attempt && phase == Phase.FETCHING) {
                    fetched(job, failure == null ? null : Failures.cause(failure));
                }
            }));
        } catch (RuntimeException unusable) {
            fault(unusable);
        }
    }

    private void fetched(@Nullable TrainingJob job, @Nullable Throwable failure) {
        if (job != null && (sawEnd || job.status().isTerminal())) {
            release();
            sink.end(Optional.of(job));
        } else if (failure != null && sawEnd && Failures.isWithheld(failure)) {
            release();
            sink.end(Optional.empty());
        } else {
            failed(failure == null ? new TransportException("The stream closed without a single event", null) : failure, Duration.ZERO);
        }
    }

    private void failed(Throwable cause, Duration retryAfter) {
        if (Failures.isForGood(cause)) {
            fault((RuntimeException) cause);
            return;
        }
        int failures = backoff.failures() + 1;
        if (failures > timing.maxAttempts()) {
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
                if (sawEnd) {
                    fetch();
                } else {
                    open();
                }
            }
        }));
    }

    private void watchIdleness(long mine) {
        timer.run();
        timer = timing.delayer().schedule(timing.idle(), () -> mailbox.run(() -> {
            if (mine == attempt && (phase == Phase.OPENING || phase == Phase.STREAMING)) {
                failed(new TransportException("Nothing came over the event stream for " + timing.idle().toSeconds() + " s", null), Duration.ZERO);
            }
        }));
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
