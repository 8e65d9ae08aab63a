package ai.arkor.shell.progress;

import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingEvent.TrainingCompleted;
import ai.arkor.api.TrainingEvent.TrainingLog;
import ai.arkor.api.TrainingEvent.TrainingStarted;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What a run's events say of how far it is. Rates go by the events' own times, so that a run attached to late shows its true rate. Not thread-safe. */
final class Figures {

    /** The rate is that of the last so many logs: it follows a change and is not shaken by one slow step. */
    private static final int WINDOW = 20;

    private record At(long step, Instant time) {}

    private final List<At> recent = new ArrayList<>();
    private long totalSteps;
    private OptionalDouble totalEpochs = OptionalDouble.empty();
    private long step;
    private boolean heardOf;
    private boolean completed;
    private OptionalDouble loss = OptionalDouble.empty();
    private OptionalDouble evalLoss = OptionalDouble.empty();
    private OptionalDouble bestEvalLoss = OptionalDouble.empty();
    private long bestStep;
    private OptionalDouble learningRate = OptionalDouble.empty();
    private OptionalDouble epoch = OptionalDouble.empty();
    private @Nullable Instant begun;
    private @Nullable Instant last;

    void hear(TrainingEvent event) {
        Optional<Instant> time = time(event);
        if (time.isPresent()) {
            last = time.get();
        }
        if (event instanceof TrainingStarted started) {
            heardOf = true;
            totalSteps = started.metadata().number("totalSteps").map(Number::longValue).orElse(0L);
            totalEpochs = started.metadata().number("epochs").map(n -> OptionalDouble.of(n.doubleValue())).orElse(OptionalDouble.empty());
            begun = last;
            recent.clear();
            time.ifPresent(t -> recent.add(new At(step, t)));
        } else if (event instanceof TrainingLog log) {
            heardOf = true;
            begun = begun == null ? last : begun;
            hearLog(log, time);
        } else if (event instanceof TrainingCompleted) {
            completed = true;
            // The last steps need not have been logged.
            step = Math.max(step, totalSteps);
        }
    }

    private void hearLog(TrainingLog log, Optional<Instant> time) {
        step = log.step();
        loss = log.loss().isPresent() ? log.loss() : loss;
        learningRate = log.learningRate().isPresent() ? log.learningRate() : learningRate;
        epoch = log.epoch().isPresent() ? log.epoch() : epoch;
        if (log.evalLoss().isPresent()) {
            evalLoss = log.evalLoss();
            double heard = evalLoss.getAsDouble();
            if (Double.isFinite(heard) && (bestEvalLoss.isEmpty() || heard < bestEvalLoss.getAsDouble())) {
                bestEvalLoss = evalLoss;
                bestStep = step;
            }
        }
        time.ifPresent(t -> recent.add(new At(step, t)));
        if (recent.size() > WINDOW) {
            recent.remove(0);
        }
    }

    long step() {
        return step;
    }

    /** 0 while not known. */
    long totalSteps() {
        return totalSteps;
    }

    OptionalDouble loss() {
        return loss;
    }

    OptionalDouble evalLoss() {
        return evalLoss;
    }

    OptionalDouble bestEvalLoss() {
        return bestEvalLoss;
    }

    /** That of the best loss on held-out rows. */
    long bestStep() {
        return bestStep;
    }

    OptionalDouble learningRate() {
        return learningRate;
    }

    /** Passes over the rows, and of how many when that is known; empty when the backend does not tell. */
    Optional<String> epochText() {
        return epoch.isEmpty()
                ? Optional.empty()
                : Optional.of("epoch " + decimals(epoch.getAsDouble()) + (totalEpochs.isPresent() ? "/" + decimals(totalEpochs.getAsDouble()) : ""));
    }

    private static String decimals(double epochs) {
        return String.format(Locale.ROOT, "%.2f", epochs);
    }

    boolean hasBegun() {
        return heardOf;
    }

    /** At most 99 before the run says that it is done; -1 while the number of steps is not known. */
    int percent() {
        if (completed) {
            return 100;
        }
        return totalSteps <= 0 ? -1 : (int) Math.min(99, 100 * share());
    }

    /** From 0 to 1, by the steps; 0 while their number is not known. */
    double share() {
        return totalSteps <= 0 ? 0 : Math.min(1, (double) step / totalSteps);
    }

    /** From the first event to the last. */
    Optional<Duration> taken() {
        return begun == null || last == null ? Optional.empty() : Optional.of(Duration.between(begun, last));
    }

    /** Optimizer steps a second. */
    OptionalDouble rate() {
        if (recent.size() < 2) {
            return OptionalDouble.empty();
        }
        At first = recent.get(0);
        At newest = recent.get(recent.size() - 1);
        double seconds = Duration.between(first.time, newest.time).toMillis() / 1000.0;
        return seconds > 0 && newest.step > first.step ? OptionalDouble.of((newest.step - first.step) / seconds) : OptionalDouble.empty();
    }

    /** From the last log on. */
    Optional<Duration> left() {
        OptionalDouble rate = rate();
        if (totalSteps <= 0 || rate.isEmpty() || completed) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis((long) (1000 * Math.max(0, totalSteps - step) / rate.getAsDouble())));
    }

    /** As one line; {@code sinceLog} is how long ago the last log came. */
    String text(Duration sinceLog) {
        if (!hasBegun()) {
            return "waiting for the run to begin";
        }
        StringBuilder line = new StringBuilder();
        int percent = percent();
        if (percent >= 0) {
            line.append(String.format(Locale.ROOT, "%3d%%  ", percent));
        }
        line.append(stepText());
        loss.ifPresent(value -> line.append("  loss ").append(number(value)));
        evalLoss.ifPresent(value -> line.append("  eval loss ").append(number(value)));
        rate().ifPresent(value -> line.append("  ").append(pace(value)));
        left().ifPresent(span -> line.append("  ").append(Spans.text(span.minus(sinceLog))).append(" left"));
        return line.toString();
    }

    String stepText() {
        return "step " + step + (totalSteps > 0 ? "/" + totalSteps : "");
    }

    static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 0.01 && value != 0 ? "%.2e" : "%.3f", value);
    }

    /** Slow runs read better the other way round. */
    static String pace(double stepsPerSecond) {
        return stepsPerSecond >= 1
                ? String.format(Locale.ROOT, "%.1f steps/s", stepsPerSecond)
                : String.format(Locale.ROOT, "%.1f s/step", 1 / stepsPerSecond);
    }

    /** When it happened; empty when it does not say so in ISO 8601. */
    static Optional<Instant> time(TrainingEvent event) {
        try {
            return Optional.of(Instant.parse(event.meta().timestamp()));
        } catch (DateTimeParseException notIso) {
            return Optional.empty();
        }
    }
}
