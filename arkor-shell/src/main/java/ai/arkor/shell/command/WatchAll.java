package ai.arkor.shell.command;

import ai.arkor.api.AbortController;
import ai.arkor.api.AbortedException;
import ai.arkor.api.ArkorException;
import ai.arkor.api.AwaitOptions;
import ai.arkor.api.AwaitTimeoutException;
import ai.arkor.api.StreamLostException;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.progress.RunProgress;
import ai.arkor.shell.progress.RunState;
import ai.arkor.shell.terminal.Cells;
import ai.arkor.shell.terminal.InterruptSource;
import ai.arkor.shell.terminal.LineScreen;
import ai.arkor.shell.terminal.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Waits for several runs at once, each with its name before its lines, until all are over or Ctrl-C is pressed. */
final class WatchAll {

    private final Session session;
    private final Optional<Duration> timeout;
    private final RunEnd ends;

    WatchAll(Session session, Optional<Duration> timeout, RunEnd ends) {
        this.session = session;
        this.timeout = timeout;
        this.ends = ends;
    }

    private record Waiting(TrainingRun run, CompletableFuture<TrainingResult> result) {}

    /** @return the worst exit status of all */
    int until(List<TrainingRun> runs) throws InterruptedException {
        AbortController detach = new AbortController();
        AtomicBoolean pressed = new AtomicBoolean();
        InterruptSource.Registration interrupts = session.interrupts().onInterrupt(() -> {
            if (pressed.getAndSet(true) && session.prompt().isEmpty()) {
                Runtime.getRuntime().halt(ExitStatus.DETACHED);
            }
            detach.abort("Ctrl-C");
        });
        try {
            List<Waiting> all = runs.stream().map(run -> begin(run, detach)).toList();
            List<Integer> statuses = new ArrayList<>();
            for (Waiting waiting : all) {
                statuses.add(end(waiting));
            }
            return ExitStatus.worst(statuses);
        } finally {
            interrupts.end();
            detach.abort("nobody waits any more");
        }
    }

    private Waiting begin(TrainingRun run, AbortController detach) {
        String prefix = Cells.clean("[" + run.job().name() + " " + JobTable.shortId(run.jobId()) + "] ");
        Screen lines = new LineScreen(text -> session.screen().line(prefix + text), session.screen().style());
        if (run.job().status().isTerminal()) {
            lines.line(OverLine.of(run));
            return new Waiting(run, CompletableFuture.completedFuture(new TrainingResult(run.job(), List.of())));
        }
        RunProgress progress = new RunProgress(lines, RunState.of(run), System::nanoTime);
        AwaitOptions options = AwaitOptions.DEFAULT.abortSignal(detach.signal()).onEvent(progress::hear).onConnectionChange(progress::hear);
        CompletableFuture<TrainingResult> result = run.awaitAsync(timeout.map(options::timeout).orElse(options));
        return new Waiting(run, result.whenComplete((ended, failure) -> {
            if (ended != null) {
                progress.finished(ended);
            }
        }));
    }

    private int end(Waiting waiting) throws InterruptedException {
        TrainingRun run = waiting.run;
        try {
            return ends.tell(run, ExitStatus.of(waiting.result.get().status()));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof AbortedException) {
                return goesOn(run, "detached; the run goes on", ExitStatus.DETACHED);
            }
            if (cause instanceof AwaitTimeoutException) {
                return goesOn(run, "the deadline passed; the run goes on", ExitStatus.DEADLINE);
            }
            if (cause instanceof StreamLostException lost) {
                return lost(run, lost);
            }
            if (cause instanceof ArkorException failure) {
                return ends.tell(run, failure);
            }
            throw new IllegalStateException("Waiting for run " + run.jobId() + " failed", cause);
        }
    }

    private int lost(TrainingRun run, StreamLostException lost) throws InterruptedException {
        Optional<TrainingJob> now = Followup.over(run, session);
        if (now.isPresent()) {
            session.err().println("the embedded backend's process has ended; the one started now says:");
            session.err().println(Cells.clean("  run " + run.reference() + " " + now.get().status().raw() + now.get().error().map(error -> ": " + error).orElse("")));
            return ends.tell(run, ExitStatus.LOST);
        }
        ends.tell(run, lost);
        return ExitStatus.LOST;
    }

    private int goesOn(TrainingRun run, String what, int status) throws InterruptedException {
        session.err().println(what);
        session.err().println(Cells.clean("  come back: " + session.program() + "wait " + run.reference()));
        session.err().println(Cells.clean("  stop it:   " + session.program() + "cancel " + run.reference()));
        return ends.tell(run, status);
    }
}
