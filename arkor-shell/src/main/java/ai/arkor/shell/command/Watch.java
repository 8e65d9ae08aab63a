package ai.arkor.shell.command;

import ai.arkor.api.AbortController;
import ai.arkor.api.AbortedException;
import ai.arkor.api.AwaitOptions;
import ai.arkor.api.AwaitTimeoutException;
import ai.arkor.api.StreamLostException;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.progress.RunProgress;
import ai.arkor.shell.progress.RunProgress.Form;
import ai.arkor.shell.progress.RunState;
import ai.arkor.shell.terminal.Cells;
import ai.arkor.shell.terminal.InterruptSource;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Watches a run on the caller's thread until it is over or Ctrl-C is pressed. */
public final class Watch {

    /** So that a drawing is late by no more than half its time. */
    private static final Duration TICK = RunProgress.REDRAW.dividedBy(2);

    private final Session session;
    private final Optional<Duration> timeout;
    private final Form form;

    /** In one line. */
    public Watch(Session session, Optional<Duration> timeout) {
        this(session, timeout, Form.LINE);
    }

    public Watch(Session session, Optional<Duration> timeout, Form form) {
        this.session = session;
        this.timeout = timeout;
        this.form = form;
    }

    /** @return the exit status */
    public int until(TrainingRun run) throws InterruptedException {
        RunProgress progress = new RunProgress(session.screen(), RunState.of(run), System::nanoTime);
        AbortController detach = new AbortController();
        AtomicBoolean pressed = new AtomicBoolean();
        Thread watching = Thread.currentThread();
        AwaitOptions options = AwaitOptions.DEFAULT.abortSignal(detach.signal()).onEvent(progress::hear).onConnectionChange(progress::hear);
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> daemon(task));
        InterruptSource.Registration interrupts = session.interrupts().onInterrupt(() -> {
            if (pressed.getAndSet(true) && session.prompt().isEmpty()) {
                Runtime.getRuntime().halt(ExitStatus.DETACHED);
            }
            detach.abort("Ctrl-C");
            // A callback that waits for something else is left too.
            watching.interrupt();
        });
        try {
            progress.show(form);
            ticker.scheduleWithFixedDelay(progress::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
            TrainingResult result = run.await(timeout.map(options::timeout).orElse(options));
            ticker.shutdownNow();
            progress.finished(result);
            closing(run, result);
            return ExitStatus.of(result.status());
        } catch (AbortedException | InterruptedException e) {
            progress.leave();
            if (!pressed.get()) {
                throw e;
            }
            goesOn(run, "detached; the run goes on");
            return ExitStatus.DETACHED;
        } catch (AwaitTimeoutException e) {
            progress.leave();
            goesOn(run, "the deadline passed; the run goes on");
            return ExitStatus.DEADLINE;
        } catch (StreamLostException e) {
            progress.leave();
            lost(run, e, progress);
            return ExitStatus.LOST;
        } finally {
            interrupts.end();
            ticker.shutdownNow();
            progress.leave();
            if (pressed.get()) {
                // Pressed once more while the run ended by itself: the next wait is not to be ended by it.
                Thread.interrupted();
            }
        }
    }

    /** A process of this machine that does not answer has ended. The next one, started here, knows what became of its runs. */
    private void lost(TrainingRun run, StreamLostException loss, RunProgress progress) throws InterruptedException {
        Optional<TrainingJob> now = Followup.over(run, session);
        if (now.isPresent()) {
            session.err().println("the embedded backend's process has ended; the one started now says:");
            progress.finished(new TrainingResult(now.get(), List.of()));
            session.screen().line(Cells.clean("run: " + run.reference()));
            return;
        }
        goesOn(run, String.valueOf(loss.getMessage()));
    }

    private void closing(TrainingRun run, TrainingResult result) {
        session.screen().line(Cells.clean("run: " + run.reference()));
        if (ExitStatus.of(result.status()) == ExitStatus.COMPLETED) {
            session.screen().line("next: " + session.program() + "chat --run " + Cells.clean(run.jobId()) + " \"PROMPT\"");
        }
    }

    private void goesOn(TrainingRun run, String what) {
        PrintStream err = session.err();
        err.println(Cells.cleanLines(what));
        err.println("  come back: " + session.program() + (form == Form.PANEL ? "watch " : "attach ") + Cells.clean(run.reference().toString()));
        err.println("  stop it:   " + session.program() + "cancel " + Cells.clean(run.reference().toString()));
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "arkor-progress");
        thread.setDaemon(true);
        return thread;
    }
}
