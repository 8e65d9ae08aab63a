package ai.arkor.shell.progress;

import ai.arkor.api.EarlyStopping.Metric;
import ai.arkor.api.SweepTrial;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A trial of a sweep, as a table shows it. Not thread-safe. */
final class TrialRow {

    private final Figures figures = new Figures();
    private SweepTrial trial;
    private long lastHeard;
    private boolean outOfSight;
    private boolean ended;

    TrialRow(SweepTrial trial) {
        this.trial = trial;
    }

    void is(SweepTrial now) {
        trial = now;
    }

    /** @param now as {@link System#nanoTime()} */
    void hear(SweepTrial after, TrainingEvent event, long now) {
        if (!ended) {
            trial = after;
            figures.hear(event);
            lastHeard = now;
            outOfSight = false;
        }
    }

    void outOfSight(boolean value) {
        outOfSight = value;
    }

    void end(SweepTrial after) {
        trial = after;
        ended = true;
    }

    SweepTrial trial() {
        return trial;
    }

    boolean isWaiting() {
        return !ended && trial.run().isEmpty();
    }

    boolean isGoingOn() {
        return !ended && trial.run().isPresent();
    }

    /** Whether it is over without having completed. */
    boolean endedBadly() {
        return ended && !trial.isCompleted();
    }

    /** In one word. */
    String status() {
        Optional<TrainingResult> result = trial.result();
        if (result.isPresent()) {
            return result.get().stoppedEarly().isPresent() ? "stopped" : result.get().status().raw();
        }
        if (trial.failure().isPresent()) {
            return trial.run().isPresent() ? "lost" : "refused";
        }
        if (trial.run().isEmpty()) {
            return "waiting";
        }
        return outOfSight ? "no contact" : figures.hasBegun() ? "running" : "queued";
    }

    String steps() {
        return figures.step() == 0 ? "" : figures.step() + (figures.totalSteps() > 0 ? "/" + figures.totalSteps() : "");
    }

    /** What trials are compared by. */
    String score(Metric metric) {
        return trial.score(metric).map(score -> Figures.number(score.value())).orElse("");
    }

    /** How long it still takes, or took. */
    String time(long now) {
        if (ended) {
            return figures.taken().map(Spans::text).orElse("");
        }
        return isGoingOn() ? figures.left().map(left -> Spans.text(left.minusNanos(now - lastHeard)) + " left").orElse("") : "";
    }

    Optional<Duration> taken() {
        return figures.taken();
    }

    List<String> values() {
        return trial.settings().values().stream().map(TrialRow::text).toList();
    }

    static String settings(SweepTrial trial) {
        return trial.settings().entrySet().stream().map(setting -> setting.getKey() + "=" + text(setting.getValue())).collect(Collectors.joining(" "));
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString word ? word.value() : value.toString();
    }
}
