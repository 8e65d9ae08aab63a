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
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.shell.terminal.Screen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Tells a run's events to a screen: a live line where there is one, else a line now and then. Thread-safe; it starts no thread. */
public final class RunProgress {

    /** At most two drawings of the live line a second. */
    public static final Duration REDRAW = Duration.ofMillis(500);

    private final Screen screen;
    private final LongSupplier nanos;
    private final Figures figures = new Figures();
    private final LinePace pace = new LinePace();
    private String trouble = "";
    private long lastLog;
    private long lastDrawn;
    private boolean everDrawn;

    /** @param nanos as {@link System#nanoTime()} */
    public RunProgress(Screen screen, LongSupplier nanos) {
        this.screen = screen;
        this.nanos = nanos;
    }

    public synchronized void hear(TrainingEvent event) {
        figures.hear(event);
        if (event instanceof TrainingStarted started) {
            lastLog = nanos.getAsLong();
            begun(started);
        } else if (event instanceof TrainingLog log) {
            lastLog = nanos.getAsLong();
            if (!screen.hasLive() && pace.isDue(lastLog, figures.percent(), log.evalLoss().isPresent())) {
                screen.line(figures.text(Duration.ZERO).strip());
            }
        } else if (event instanceof CheckpointSaved saved) {
            screen.line("checkpoint at step " + saved.step() + folder(saved.artifacts()).map(f -> ": " + f).orElse(""));
        } else if (event instanceof TrainingCompleted || event instanceof TrainingFailed) {
            screen.endLive();
            return;
        }
        tick();
    }

    private void begun(TrainingStarted started) {
        JsonObject metadata = started.metadata();
        StringBuilder line = new StringBuilder("training");
        metadata.string("baseModel").ifPresent(model -> line.append(' ').append(model));
        metadata.number("totalSteps").ifPresent(n -> line.append(", ").append(n.toPlainString()).append(" steps"));
        metadata.number("trainRows").ifPresent(n -> line.append(", ").append(n.toPlainString()).append(" rows"));
        metadata.number("evalRows").filter(n -> n.signum() > 0).ifPresent(n -> line.append(" and ").append(n.toPlainString()).append(" held out"));
        metadata.number("trainableParameters").ifPresent(n -> line.append(", ").append(n.toPlainString()).append(" trainable parameters"));
        screen.line(screen.style().faint(line.toString()));
    }

    public synchronized void hear(ConnectionChange change) {
        if (change instanceof ConnectionChange.Lost lost) {
            trouble = "connection lost (" + lost.cause() + "), trying again in " + Spans.text(lost.nextAttempt());
            if (!screen.hasLive() && lost.failures() == 1) {
                screen.line(trouble + "; the run goes on");
            }
        } else {
            if (!screen.hasLive() && !trouble.isEmpty()) {
                screen.line("connected again");
            }
            trouble = "";
        }
        tick();
    }

    /** Draws the live line unless it was drawn less than {@link #REDRAW} ago; to be called now and then, so that the time left goes on. */
    public synchronized void tick() {
        long now = nanos.getAsLong();
        if (!screen.hasLive() || everDrawn && now - lastDrawn < REDRAW.toNanos()) {
            return;
        }
        lastDrawn = now;
        everDrawn = true;
        String text = trouble.isEmpty() ? figures.text(figures.hasBegun() ? Duration.ofNanos(now - lastLog) : Duration.ZERO) : trouble;
        screen.live(List.of(text.substring(0, Math.min(text.length(), screen.width()))));
    }

    /** Says how the run ended. */
    public synchronized void finished(TrainingResult result) {
        screen.endLive();
        folder(result.artifacts()).ifPresent(folder -> screen.line("adapter saved in " + folder));
        String status = result.status().raw();
        String after = figures.taken().map(span -> " after " + Spans.text(span)).orElse("");
        String steps = figures.step() > 0 ? ", " + figures.step() + " steps" : "";
        String why = result.job().error().map(error -> ": " + error).orElse("");
        boolean well = result.status().equals(JobStatus.COMPLETED);
        screen.line((well ? screen.style().good(status) : screen.style().bad(status)) + after + steps + why);
    }

    /** Takes the live line away, when the watching ends before the run. */
    public synchronized void leave() {
        screen.endLive();
    }

    private static Optional<String> folder(List<JsonValue> artifacts) {
        return artifacts.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .flatMap(artifact -> artifact.string("pathname").or(() -> artifact.string("url")).stream())
                .findFirst();
    }
}
