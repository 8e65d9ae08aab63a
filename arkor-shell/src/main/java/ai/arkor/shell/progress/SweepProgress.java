package ai.arkor.shell.progress;

import ai.arkor.api.ConnectionChange;
import ai.arkor.api.SweepListener;
import ai.arkor.api.SweepResult;
import ai.arkor.api.SweepTrial;
import ai.arkor.api.TrainingEvent;
import ai.arkor.shell.terminal.Cells;
import ai.arkor.shell.terminal.Glyphs;
import ai.arkor.shell.terminal.Screen;
import ai.arkor.shell.terminal.Style;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Tells a sweep to a screen: on one with live lines as a table that is drawn again, else in a line at the start and at the end of each trial. Thread-safe;
 * it starts no thread.
 */
public final class SweepProgress implements SweepListener {

    private final Screen screen;
    private final LongSupplier nanos;
    private final List<TrialRow> rows;
    private int best;
    private boolean left;
    private boolean everDrawn;
    private long lastDrawn;

    /**
     * @param trials all, not started
     * @param nanos as {@link System#nanoTime()}
     */
    public SweepProgress(Screen screen, List<SweepTrial> trials, LongSupplier nanos) {
        this.screen = screen;
        this.nanos = nanos;
        rows = trials.stream().map(TrialRow::new).toList();
    }

    @Override
    public synchronized void started(SweepTrial trial) {
        row(trial).is(trial);
        if (!screen.hasLive()) {
            tell(trial, "started: " + settings(trial) + ", run " + trial.run().orElseThrow().jobId());
        }
        tick();
    }

    @Override
    public synchronized void event(SweepTrial trial, TrainingEvent event) {
        row(trial).hear(trial, event, nanos.getAsLong());
        tick();
    }

    @Override
    public synchronized void connection(SweepTrial trial, ConnectionChange change) {
        row(trial).outOfSight(change instanceof ConnectionChange.Lost);
        tick();
    }

    @Override
    public synchronized void ended(SweepTrial trial, SweepResult soFar) {
        row(trial).end(trial);
        best = soFar.best().map(SweepTrial::number).orElse(0);
        if (!screen.hasLive() || !trial.isCompleted() || trial.failure().isPresent()) {
            tell(trial, ending(trial, soFar));
        }
        tick();
    }

    /** As the table shows figures. */
    public static String number(double value) {
        return Figures.number(value);
    }

    /** What distinguishes a trial, in a line. */
    public static String settings(SweepTrial trial) {
        return TrialRow.settings(trial);
    }

    private String ending(SweepTrial trial, SweepResult soFar) {
        String what = trial.failure().map(failure -> ": " + (failure.getMessage() == null ? failure : failure.getMessage())).orElse("");
        if (trial.result().isEmpty()) {
            return (trial.run().isPresent() ? "is not watched any more" : "could not be started") + what;
        }
        String after = row(trial).taken().map(span -> " after " + Spans.text(span)).orElse("");
        String score = trial.score(soFar.metric()).map(s -> ", " + soFar.metric() + " " + Figures.number(s.value())).orElse("");
        String why = trial.result().get().job().error().map(error -> ": " + error).orElse("")
                + trial.result().get().stoppedEarly().map(reason -> ", stopped early: " + reason).orElse("");
        String callback = what.isEmpty() ? "" : "; a callback threw" + what;
        return trial.result().get().status().raw() + after + score + (trial.number() == best ? ", the best so far" : "") + why + callback;
    }

    private void tell(SweepTrial trial, String what) {
        screen.line(Cells.clean("trial " + trial.number() + " of " + rows.size() + " " + what));
    }

    private TrialRow row(SweepTrial trial) {
        return rows.get(trial.number() - 1);
    }

    /** Draws the table unless it was drawn less than {@link RunProgress#REDRAW} ago; to be called now and then, so that the times left go on. */
    public synchronized void tick() {
        long now = nanos.getAsLong();
        if (left || !screen.hasLive() || everDrawn && now - lastDrawn < RunProgress.REDRAW.toNanos()) {
            return;
        }
        lastDrawn = now;
        everDrawn = true;
        screen.live(table(screen.style(), screen.glyphs(), now).frame(screen.width(), screen.height()));
    }

    /** As it is now. */
    synchronized SweepTable table(Style style, Glyphs glyphs, long now) {
        return new SweepTable(rows, best, style, glyphs, now);
    }

    /** Draws it no more, and leaves the whole table as it is now. */
    public synchronized void leave() {
        if (!left) {
            left = true;
            screen.endLive();
            screen.line(String.join(System.lineSeparator(), table(screen.style(), screen.glyphs(), nanos.getAsLong()).whole(screen.width())));
        }
    }
}
