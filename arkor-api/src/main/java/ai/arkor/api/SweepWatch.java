package ai.arkor.api;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One trial, from its submission to its end. Events come on other threads; everything else happens on its sweep's. */
final class SweepWatch {

    /** The sweep. */
    interface Owner {

        SweepListener listener();

        /** Has something run on the sweep's thread. */
        void post(Runnable letter);

        /** The trial is over, or at least watched no more; on the sweep's thread. */
        void ended(SweepWatch trial);
    }

    private final SweepPoint point;
    private final RunOptions options;
    private final AwaitOptions await;
    private final Owner owner;
    private final SweepFigures figures = new SweepFigures();
    private final SweepCallbacks listening = new SweepCallbacks(this::threw);
    private volatile @Nullable TrainingRun run;
    private volatile @Nullable TrainingResult result;
    private volatile @Nullable Throwable failure;
    private volatile boolean left;
    private @Nullable CompletableFuture<TrainingResult> watched;

    SweepWatch(SweepPoint point, RunOptions options, AwaitOptions await, Owner owner) {
        this.point = point;
        this.options = options.callbacks(new SweepCallbacks(this::threw).of(options.callbacks()));
        this.await = await.onEvent(this::hear).onConnectionChange(this::hear);
        this.owner = owner;
    }

    SweepTrial now() {
        return new SweepTrial(point, run, result, failure, figures);
    }

    /** @throws AbortedException when the client was closed */
    void start(ArkorClient client) throws InterruptedException {
        TrainingRun started;
        try {
            started = client.submit(point.config(), options);
        } catch (AbortedException closed) {
            throw closed;
        } catch (InterruptedException interrupted) {
            failure = interrupted.getCause() instanceof SubmissionUncertainException lost ? lost : null;
            throw interrupted;
        } catch (RuntimeException refused) {
            failure = refused;
            owner.ended(this);
            return;
        }
        run = started;
        owner.listener().started(now());
        CompletableFuture<TrainingResult> future = started.awaitAsync(await);
        watched = future;
        future.whenComplete((ended, lost) -> owner.post(() -> told(ended, lost)));
    }

    private void told(@Nullable TrainingResult ended, @Nullable Throwable lost) {
        Throwable why = lost instanceof CompletionException && lost.getCause() != null ? lost.getCause() : lost;
        if (why instanceof AbortedException aborted) {
            throw aborted;
        }
        if (why != null) {
            Throwable before = failure;
            if (before != null && before != why) {
                why.addSuppressed(before);
            }
            failure = why;
        }
        result = ended;
        owner.ended(this);
    }

    private void hear(TrainingEvent event) {
        if (!left) {
            figures.hear(event);
            listening.call("event", () -> owner.listener().event(now(), event));
        }
    }

    private void hear(ConnectionChange change) {
        if (!left) {
            listening.call("connection", () -> owner.listener().connection(now(), change));
        }
    }

    private void threw(Throwable why) {
        if (failure == null) {
            failure = why;
        }
    }

    /** Watches the run no more; it goes on. */
    void leave() {
        left = true;
        CompletableFuture<TrainingResult> waitedFor = watched;
        if (waitedFor != null) {
            waitedFor.cancel(false);
        }
    }
}
