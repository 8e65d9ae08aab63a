package ai.arkor.client.observation;

import ai.arkor.api.AbortSignal;
import ai.arkor.api.AbortedException;
import ai.arkor.api.ArkorException;
import ai.arkor.api.AwaitOptions;
import ai.arkor.api.AwaitTimeoutException;
import ai.arkor.api.CallbackException;
import ai.arkor.api.RunOptions;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.client.transport.Lifetimes;
import ai.arkor.client.transport.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** The ways of awaiting a run: blocking, with callbacks on the caller's thread, and by a future. */
public final class Awaiting {

    private final TrainingRun run;
    private final Observation observation;
    private final RunOptions runOptions;
    private final Timing timing;
    private final Executor callbacks;
    private final Lifetimes lifetimes;

    public Awaiting(TrainingRun run, JobCell job, RunSource source, RunOptions runOptions, Timing timing, Transport transport) {
        this.run = run;
        this.observation = new Observation(run, job, source, timing);
        this.runOptions = runOptions;
        this.timing = timing;
        this.callbacks = transport.threads().callbacks();
        this.lifetimes = transport.lifetimes();
    }

    public TrainingResult await(AwaitOptions options) throws InterruptedException {
        CallerThread caller = new CallerThread();
        Watch watch = new Watch(ofRun(options), caller, Runnable::run);
        begin(watch);
        try {
            caller.runUntilDone(watch.future);
            return watch.future.join();
        } catch (InterruptedException interrupted) {
            observation.leave(watch, new AbortedException("the thread was interrupted"));
            throw interrupted;
        } catch (CompletionException failed) {
            throw unwrapped(failed.getCause());
        }
    }

    public CompletableFuture<TrainingResult> awaitAsync(AwaitOptions options) {
        Watch watch = new Watch(ofRun(options), options.executor().orElse(callbacks), callbacks);
        begin(watch);
        return watch.future;
    }

    /** What the await does not bring is what the run was submitted with. */
    private AwaitOptions ofRun(AwaitOptions options) {
        AwaitOptions own = options.callbacks(options.callbacks().orElse(runOptions.callbacks()));
        return own.earlyStopping().isPresent() ? own : runOptions.earlyStopping().map(own::earlyStopping).orElse(own);
    }

    private void begin(Watch watch) {
        watch.future.whenComplete((result, failure) -> {
            if (watch.future.isCancelled()) {
                observation.leave(watch, new AbortedException("the future was cancelled"));
            }
        });
        if (isAborted(watch.options.abortSignal()) || isAborted(runOptions.abortSignal())) {
            watch.fail(new AbortedException(reason(watch.options.abortSignal().filter(AbortSignal::isAborted).or(runOptions::abortSignal))));
            return;
        }
        try {
            watch.options.cursor().ifPresent(file -> keepCursor(watch, file));
            observation.join(watch);
        } catch (ArkorException | IllegalStateException unusable) {
            watch.fail(unusable);
            return;
        }
        watch.until(lifetimes.add(() -> observation.leave(watch, new AbortedException("the client was closed"))));
        watch.options.timeout().ifPresent(timeout -> limit(watch, timeout));
        watch.options.abortSignal().ifPresent(signal -> listen(watch, signal));
        runOptions.abortSignal().ifPresent(signal -> listen(watch, signal));
    }

    private void keepCursor(Watch watch, Path file) {
        CallbackCursor cursor = CallbackCursor.open(file, run.reference());
        watch.cursor = cursor;
        watch.until(cursor::close);
    }

    private void limit(Watch watch, Duration timeout) {
        watch.until(timing.delayer().schedule(timeout, () -> observation.leave(watch, new AwaitTimeoutException(run.jobId(), timeout))));
    }

    private void listen(Watch watch, AbortSignal signal) {
        AbortSignal.Registration registration =
                signal.onAbort(() -> observation.leave(watch, new AbortedException(reason(Optional.of(signal)))));
        watch.until(registration::close);
    }

    private static boolean isAborted(Optional<AbortSignal> signal) {
        return signal.filter(AbortSignal::isAborted).isPresent();
    }

    private static String reason(Optional<AbortSignal> signal) {
        return signal.flatMap(AbortSignal::reason).orElse("no reason given");
    }

    /** The failure as itself: a callback's own exception is not to be wrapped. */
    private static RuntimeException unwrapped(Throwable failure) throws InterruptedException {
        if (failure instanceof CallbackException callback && callback.getCause() instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }
}
