package ai.arkor.shell.prompt;

import ai.arkor.api.AwaitOptions;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.progress.RunProgress;
import ai.arkor.shell.progress.RunProgress.Form;
import ai.arkor.shell.progress.RunState;
import ai.arkor.shell.terminal.Screen;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A run whose events are heard beside the prompt. */
final class WatchedRun {

    private final TrainingRun run;
    private final SwitchedScreen screen;
    private final RunProgress progress;
    private final CompletableFuture<TrainingResult> told;
    private volatile boolean over;
    private volatile boolean lost;

    /**
     * @param callbacks where the run's callbacks run
     * @param onFailure told what ended the watching before the run's end
     */
    WatchedRun(TrainingRun run, Screen background, Executor callbacks, Consumer<Throwable> onFailure) {
        this.run = run;
        screen = new SwitchedScreen(background);
        progress = new RunProgress(screen, RunState.of(run), System::nanoTime);
        told = run.awaitAsync(AwaitOptions.DEFAULT.executor(callbacks).onEvent(progress::hear).onConnectionChange(progress::hear))
                .whenCompleteAsync((result, failure) -> {
                    // Set before anybody is told, who may act on it at once.
                    if (failure == null) {
                        over = true;
                        progress.finished(result);
                    } else {
                        lost = true;
                        progress.leave();
                        onFailure.accept(failure);
                    }
                }, callbacks);
    }

    /** Told of its end, on one of the callbacks' threads. */
    void whenOver(Consumer<TrainingResult> told) {
        this.told.thenAccept(told);
    }

    TrainingRun run() {
        return run;
    }

    boolean isOf(TrainingRun other) {
        return run.jobId().equals(other.jobId()) && run.reference().equals(other.reference());
    }

    boolean isOver() {
        return over;
    }

    /** Whether the watching ended before the run. */
    boolean isLost() {
        return lost;
    }

    /**
     * Shows it on that screen until it is over.
     *
     * @throws TimeoutException when the time has passed before
     * @throws ExecutionException when the watching ended before the run; it was told then
     */
    TrainingResult await(Screen foreground, Form form, Duration timeout) throws InterruptedException, ExecutionException, TimeoutException {
        screen.toForeground(foreground);
        progress.show(form);
        try {
            long deadline = System.nanoTime() + timeout.toNanos();
            while (true) {
                progress.tick();
                long wait = Math.min(RunProgress.REDRAW.toNanos(), Math.max(0, deadline - System.nanoTime()));
                try {
                    return told.get(wait, TimeUnit.NANOSECONDS);
                } catch (TimeoutException notYet) {
                    if (System.nanoTime() - deadline >= 0) {
                        throw notYet;
                    }
                }
            }
        } finally {
            progress.leave();
            screen.toBackground();
        }
    }
}
