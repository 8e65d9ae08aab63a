package ai.arkor.shell.progress;

import ai.arkor.api.ConnectionChange;
import ai.arkor.api.JobStatus;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingEvent.CheckpointSaved;
import ai.arkor.api.TrainingEvent.TrainingCompleted;
import ai.arkor.api.TrainingEvent.TrainingFailed;
import ai.arkor.api.TrainingEvent.TrainingLog;
import ai.arkor.api.TrainingEvent.TrainingStarted;
import ai.arkor.api.TrainingResult;
import ai.arkor.shell.terminal.Cells;
import ai.arkor.shell.terminal.Screen;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Tells a run's events to a screen: on one with live lines in a panel or in a line that is drawn again, else in a line now and then. Thread-safe; it
 * starts no thread.
 */
public final class RunProgress {

    /** How a run is shown where lines can be drawn again. */
    public enum Form {
        /** One line; what happens scrolls above it. */
        LINE,
        /** Several lines with a chart, which stay as they were last when the watching ends. */
        PANEL
    }

    /** At most two drawings of the live lines a second. */
    public static final Duration REDRAW = Duration.ofMillis(500);

    private final Screen screen;
    private final RunState run;
    private final LongSupplier nanos;
    private final LinePace pace = new LinePace();
    private Form form = Form.LINE;
    private boolean showing;
    private boolean left;
    private long lastDrawn;
    private boolean everDrawn;

    /** @param nanos as {@link System#nanoTime()} */
    public RunProgress(Screen screen, RunState run, LongSupplier nanos) {
        this.screen = screen;
        this.run = run;
        this.nanos = nanos;
    }

    /** Shows the run from now on, in that form. */
    public synchronized void show(Form wanted) {
        form = wanted;
        left = false;
        everDrawn = false;
        tick();
    }

    public synchronized void hear(TrainingEvent event) {
        run.hear(event, nanos.getAsLong());
        if (!isPanel()) {
            tell(event);
        }
        if (!isPanel() && (event instanceof TrainingCompleted || event instanceof TrainingFailed)) {
            // How it ended is told when the job is known.
            screen.endLive();
        } else {
            tick();
        }
    }

    private boolean isPanel() {
        return form == Form.PANEL && screen.hasLive();
    }

    private void tell(TrainingEvent event) {
        if (event instanceof TrainingStarted started) {
            screen.line(screen.style().faint(Cells.clean(Tellings.started(started))));
        } else if (event instanceof TrainingLog log) {
            if (!screen.hasLive() && pace.isDue(nanos.getAsLong(), run.figures().percent(), log.evalLoss().isPresent())) {
                screen.line(run.figures().text(Duration.ZERO).strip());
            }
        } else if (event instanceof CheckpointSaved saved) {
            screen.line(Cells.clean("checkpoint at step " + saved.step() + Tellings.place(saved.artifacts()).map(f -> ": " + f).orElse("")));
        }
    }

    public synchronized void hear(ConnectionChange change) {
        boolean wasLost = run.isOutOfSight();
        run.hear(change, nanos.getAsLong());
        if (!screen.hasLive()) {
            if (change instanceof ConnectionChange.Lost lost && lost.failures() == 1) {
                screen.line(Cells.clean("connection lost (" + lost.cause() + "), trying again in " + Spans.text(lost.nextAttempt()) + "; the run goes on"));
            } else if (wasLost && !run.isOutOfSight()) {
                screen.line("connected again");
            }
        }
        tick();
    }

    /** Draws the live lines unless they were drawn less than {@link #REDRAW} ago; to be called now and then, so that the time left goes on. */
    public synchronized void tick() {
        long now = nanos.getAsLong();
        if (left || !screen.hasLive() || everDrawn && now - lastDrawn < REDRAW.toNanos()) {
            return;
        }
        lastDrawn = now;
        everDrawn = true;
        showing = true;
        screen.live(isPanel() ? frame(now, true) : List.of(Cells.cut(line(now), screen.width() - Panel.ECHO, screen.glyphs())));
    }

    private List<String> frame(long now, boolean live) {
        return Panel.lines(run, Canvas.of(screen, ZoneId.systemDefault()), now, live);
    }

    private String line(long now) {
        String text = run.isOutOfSight() ? run.connection(now) : run.figures().text(run.silence(now));
        return Cells.clean(text + run.cause().map(cause -> " (" + cause + ")").orElse(""));
    }

    /** Says how the run ended. */
    public synchronized void finished(TrainingResult result) {
        run.end(result);
        leave();
        Tellings.place(result.artifacts()).ifPresent(folder -> screen.line(Cells.clean("adapter saved in " + folder)));
        String status = Cells.clean(result.status().raw());
        String after = run.figures().taken().map(span -> " after " + Spans.text(span)).orElse("");
        String steps = run.figures().step() > 0 ? ", " + run.figures().step() + " steps" : "";
        String why = result.job().error().map(error -> ": " + Cells.clean(error)).orElse("");
        boolean well = result.status().equals(JobStatus.COMPLETED);
        screen.line((well ? screen.style().good(status) : screen.style().bad(status)) + after + steps + why);
    }

    /** Shows it no more, when the watching ends before the run. A panel stays on the screen as it is then. */
    public synchronized void leave() {
        boolean wasPanel = showing && isPanel();
        left = true;
        showing = false;
        screen.endLive();
        if (wasPanel) {
            screen.line(String.join(System.lineSeparator(), frame(nanos.getAsLong(), false)));
        }
    }
}
