package ai.arkor.api;

import ai.arkor.api.TrainingEvent.CheckpointSaved;
import ai.arkor.api.TrainingEvent.TrainingLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the events of a trial say of how well it does. Thread-safe. */
final class SweepFigures {

    /** So many losses are enough that a single batch moves their mean little, and few enough that it is that of the run's end. */
    private static final int SMOOTHED = 5;

    private final Deque<Double> losses = new ArrayDeque<>();
    private final TreeSet<Long> checkpoints = new TreeSet<>();
    private @Nullable SweepScore loss;
    private @Nullable SweepScore evalLoss;
    /** Of the finite eval losses. */
    private @Nullable SweepScore smallest;

    synchronized void hear(TrainingEvent event) {
        if (event instanceof TrainingLog log) {
            hear(log.step(), log.loss(), log.evalLoss());
        } else if (event instanceof CheckpointSaved saved) {
            checkpoints.add(saved.step());
        }
    }

    private void hear(long step, OptionalDouble trained, OptionalDouble heldOut) {
        if (trained.isPresent()) {
            losses.add(trained.getAsDouble());
            if (losses.size() > SMOOTHED) {
                losses.remove();
            }
            double mean = losses.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
            loss = score(EarlyStopping.Metric.LOSS, mean, step, trained.getAsDouble());
        }
        if (heldOut.isPresent()) {
            double now = heldOut.getAsDouble();
            if (Double.isFinite(now) && (smallest == null || now < smallest.value())) {
                smallest = score(EarlyStopping.Metric.EVAL_LOSS, now, step, now);
            }
            SweepScore best = Double.isFinite(now) ? smallest : null;
            evalLoss = score(EarlyStopping.Metric.EVAL_LOSS, best == null ? now : best.value(), best == null ? step : best.step(), now);
        }
    }

    private static SweepScore score(EarlyStopping.Metric metric, double value, long step, double last) {
        return new SweepScore(metric, value, step, last);
    }

    synchronized Optional<SweepScore> score(EarlyStopping.Metric metric) {
        return Optional.ofNullable(metric == EarlyStopping.Metric.LOSS ? loss : evalLoss);
    }

    synchronized List<Long> checkpoints() {
        return List.copyOf(checkpoints);
    }
}
