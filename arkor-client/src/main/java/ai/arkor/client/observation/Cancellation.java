package ai.arkor.client.observation;

import ai.arkor.api.ArkorException;
import ai.arkor.api.CloudApiException;
import ai.arkor.api.TrainingJob;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Cancels a run without waiting for it, and goes on trying when the backend cannot be reached: a run that is not cancelled costs. */
final class Cancellation {

    private static final int MAX_FAILURES = 5;
    /** How long a run that was told to stop is given to do so. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final RunSource source;
    private final Timing timing;
    private final CompletableFuture<TrainingJob> over = new CompletableFuture<>();
    private Backoff backoff;
    private boolean waited;

    private Cancellation(RunSource source, Timing timing) {
        this.source = source;
        this.timing = timing;
        this.backoff = Backoff.first(timing.reconnect());
    }

    /**
     * Gives the job once it is over, or as it is when it takes its time.
     *
     * @return fails with an {@link ArkorException} when the backend could not be told
     */
    static CompletableFuture<TrainingJob> of(RunSource source, Timing timing) {
        Cancellation cancellation = new Cancellation(source, timing);
        cancellation.ask();
        return cancellation.over;
    }

    private void ask() {
        source.cancel().whenComplete((done, failure) -> {
            Throwable cause = failure == null ? null : Failures.cause(failure);
            if (cause == null || cause instanceof CloudApiException refused && refused.status() == 409) {
                look();
            } else if (Failures.isForGood(cause) || Failures.isWithheld(cause) || backoff.failures() == MAX_FAILURES) {
                over.completeExceptionally(cause);
            } else {
                after(next(), this::ask);
            }
        });
    }

    private void look() {
        source.fetch().whenComplete((job, failure) -> {
            if (failure != null) {
                Throwable cause = Failures.cause(failure);
                if (backoff.failures() == MAX_FAILURES) {
                    over.completeExceptionally(cause);
                } else {
                    after(next(), this::look);
                }
            } else if (job.status().isTerminal() || waited) {
                over.complete(job);
            } else {
                waited = true;
                after(GRACE, this::look);
            }
        });
    }

    private Duration next() {
        Duration delay = backoff.delay(timing.random().getAsDouble());
        backoff = backoff.next();
        return delay;
    }

    private void after(Duration delay, Runnable task) {
        timing.delayer().schedule(delay, task);
    }
}
