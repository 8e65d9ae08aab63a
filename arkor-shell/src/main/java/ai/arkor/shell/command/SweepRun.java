package ai.arkor.shell.command;

import ai.arkor.api.AbortController;
import ai.arkor.api.ArkorException;
import ai.arkor.api.CallbackException;
import ai.arkor.api.EarlyStopping.Metric;
import ai.arkor.api.Sweep;
import ai.arkor.api.SweepDetachedException;
import ai.arkor.api.SweepResult;
import ai.arkor.api.SweepScore;
import ai.arkor.api.SweepTrial;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.shell.progress.RunProgress;
import ai.arkor.shell.progress.SweepProgress;
import ai.arkor.shell.terminal.Cells;
import ai.arkor.shell.terminal.InterruptSource;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs a sweep on the caller's thread until it is over or Ctrl-C is pressed, and tells people or programs of it. */
final class SweepRun {

    private final Session session;
    private final PrintStream err;
    private final OutputOptions output;
    private final String name;

    /**
     * @param session as the options want it
     * @param err where errors go, whatever the options want
     * @param name of the trainer
     */
    SweepRun(Session session, PrintStream err, OutputOptions output, String name) {
        this.session = session;
        this.err = err;
        this.output = output;
        this.name = name;
    }

    /** @return the exit status */
    int of(Sweep sweep) throws InterruptedException {
        SweepProgress progress = new SweepProgress(session.screen(), sweep.grid(), System::nanoTime);
        AbortController detach = new AbortController();
        AtomicBoolean pressed = new AtomicBoolean();
        Thread sweeping = Thread.currentThread();
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(SweepRun::daemon);
        InterruptSource.Registration interrupts = session.interrupts().onInterrupt(() -> {
            if (pressed.getAndSet(true) && session.prompt().isEmpty()) {
                Runtime.getRuntime().halt(ExitStatus.DETACHED);
            }
            detach.abort("Ctrl-C");
            // A submission that is waited for is left too.
            sweeping.interrupt();
        });
        try {
            long tick = RunProgress.REDRAW.dividedBy(2).toMillis();
            ticker.scheduleWithFixedDelay(progress::tick, tick, tick, TimeUnit.MILLISECONDS);
            SweepResult result = sweep.listener(progress).abortSignal(detach.signal()).run();
            progress.leave();
            finished(result);
            return SweepStatus.of(result);
        } catch (SweepDetachedException left) {
            progress.leave();
            return detached(left, pressed.get());
        } catch (InterruptedException interrupted) {
            progress.leave();
            if (!pressed.get() || !(interrupted.getCause() instanceof SweepDetachedException left)) {
                throw interrupted;
            }
            return detached(left, true);
        } catch (ArkorException notConnected) {
            if (!pressed.get()) {
                throw notConnected;
            }
            err.println("detached before anything was started");
            return ExitStatus.DETACHED;
        } finally {
            interrupts.end();
            ticker.shutdownNow();
            progress.leave();
            if (pressed.get()) {
                // Pressed once more while the sweep ended by itself: the next wait is not to be ended by it.
                Thread.interrupted();
            }
        }
    }

    private void finished(SweepResult result) {
        errors(result);
        if (output.json()) {
            session.out().println(SweepJson.of(name, result));
        } else if (output.quiet()) {
            result.best().flatMap(SweepTrial::run).ifPresent(run -> session.out().println(run.reference()));
        } else {
            result.best().ifPresentOrElse(best -> best(best, result.metric()), () -> line("no best trial: none completed with a " + result.metric()));
        }
    }

    private void best(SweepTrial best, Metric metric) {
        SweepScore score = best.score(metric).orElseThrow();
        TrainingRun run = best.run().orElseThrow();
        boolean mean = metric == Metric.LOSS;
        line("best: trial " + best.number() + ", " + SweepProgress.settings(best) + ", " + metric + " " + SweepProgress.number(score.value())
                + (mean ? " (mean of the last logs)" : " at step " + score.step()));
        String model = run.jobId();
        if (best.model().orElseThrow() instanceof ModelRef.Checkpoint checkpoint) {
            model += "@" + checkpoint.step();
        } else if (!mean && score.last() > score.value()) {
            line("its final adapter is at " + SweepProgress.number(score.last()) + "; with saveSteps as evalSteps the best step would have been kept");
        }
        line("run: " + run.reference());
        line("next: " + session.program() + "chat --run " + model + " \"PROMPT\"");
    }

    private void line(String text) {
        session.screen().line(session.screen().glyphs().clean(text));
    }

    /** Those the progress does not tell of: all when there is none, and else where a callback threw, for which the place is what matters. */
    private void errors(SweepResult result) {
        for (SweepTrial trial : result.trials()) {
            trial.failure().filter(failure -> trial.result().isPresent() || !(failure instanceof ArkorException) || failure instanceof CallbackException)
                    .ifPresent(failure -> failure.printStackTrace(err));
            if (output.quiet() && !trial.isCompleted()) {
                String why = trial.failure().map(Throwable::getMessage).or(() -> trial.result().flatMap(ended -> ended.job().error()))
                        .map(text -> ": " + text).orElse("");
                String status = trial.result().map(ended -> ended.status().raw())
                        .orElse(trial.run().isPresent() ? "is not watched any more" : "was not started");
                err.println(Cells.cleanLines("trial " + trial.number() + " (" + SweepProgress.settings(trial) + ") " + status + why));
            }
        }
    }

    private int detached(SweepDetachedException left, boolean pressed) {
        SweepResult result = left.result();
        errors(result);
        if (output.json()) {
            session.out().println(SweepJson.of(name, result));
        }
        String why = pressed ? "detached" : left.timedOut() ? "the deadline passed" : String.valueOf(left.getMessage());
        List<SweepTrial> goOn = result.unfinished();
        long waiting = result.trials().stream().filter(trial -> trial.run().isEmpty() && trial.failure().isEmpty()).count();
        err.println(Cells.cleanLines(why) + "; " + goOn.size() + (goOn.size() == 1 ? " run goes on" : " runs go on")
                + (waiting == 0 ? "" : ", " + waiting + " of " + result.trials().size() + " trials were not started"));
        for (SweepTrial trial : goOn) {
            String reference = Cells.clean(trial.run().orElseThrow().reference().toString());
            err.println("  trial " + trial.number() + ", " + SweepProgress.settings(trial));
            err.println("    come back: " + session.program() + "attach " + reference);
            err.println("    stop it:   " + session.program() + "cancel " + reference);
        }
        return pressed ? ExitStatus.DETACHED : left.timedOut() ? ExitStatus.DEADLINE : ExitStatus.ERROR;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "arkor-progress");
        thread.setDaemon(true);
        return thread;
    }
}
