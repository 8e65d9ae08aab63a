package ai.arkor.api;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * When to give a run up before its last step, by a metric of its logs. It acts inside an await: the run is cancelled, the await ends, and its
 * {@link TrainingResult#stoppedEarly()} says why. Logs that do not carry the metric count for nothing. A metric that is not finite always stops the run.
 *
 * <pre>{@code
 * EarlyStopping.onEvalLoss().patience(3).minDelta(0.01)
 * }</pre>
 *
 * <p>Immutable; each method gives a changed copy. The names and their meaning are those of Keras' {@code EarlyStopping}.
 */
public final class EarlyStopping {

    /** What is looked at, in nats per token; lower is better. */
    public enum Metric {
        LOSS("loss"),
        EVAL_LOSS("eval loss");

        private final String words;

        Metric(String words) {
            this.words = words;
        }

        /** Its value in a log. */
        public OptionalDouble of(TrainingEvent.TrainingLog log) {
            return this == LOSS ? log.loss() : log.evalLoss();
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private final Metric metric;
    private final @Nullable Integer patience;
    private final double minDelta;
    private final @Nullable Double ceiling;

    private EarlyStopping(Metric metric, @Nullable Integer patience, double minDelta, @Nullable Double ceiling) {
        this.metric = metric;
        this.patience = patience;
        this.minDelta = minDelta;
        this.ceiling = ceiling;
    }

    /** On the training loss, which a single batch may move: give it patience. */
    public static EarlyStopping onLoss() {
        return new EarlyStopping(Metric.LOSS, null, 0, null);
    }

    /** On the loss of held-out rows, which the run must be set to evaluate. */
    public static EarlyStopping onEvalLoss() {
        return new EarlyStopping(Metric.EVAL_LOSS, null, 0, null);
    }

    /**
     * Stops at that many values in a row that are no improvement; without it, no lack of improvement stops the run.
     *
     * @throws IllegalArgumentException when below 1
     */
    public EarlyStopping patience(int values) {
        return new EarlyStopping(metric, (int) Range.atLeast("patience", 1, values), minDelta, ceiling);
    }

    /**
     * How far below the best value so far a value must be to be an improvement, in the unit of the metric; 0 unless set.
     *
     * @throws IllegalArgumentException when negative or not finite
     */
    public EarlyStopping minDelta(double value) {
        return new EarlyStopping(metric, patience, Range.atLeast("minDelta", 0, value), ceiling);
    }

    /**
     * Stops at the first value above this, for runs that diverge.
     *
     * @throws IllegalArgumentException when not finite
     */
    public EarlyStopping ceiling(double value) {
        return new EarlyStopping(metric, patience, minDelta, Range.above("ceiling", Double.NEGATIVE_INFINITY, value));
    }

    public Metric metric() {
        return metric;
    }

    public OptionalInt patience() {
        return patience == null ? OptionalInt.empty() : OptionalInt.of(patience);
    }

    public double minDelta() {
        return minDelta;
    }

    public OptionalDouble ceiling() {
        return ceiling == null ? OptionalDouble.empty() : OptionalDouble.of(ceiling);
    }

    @Override
    public String toString() {
        return "EarlyStopping[on " + metric + (patience == null ? "" : ", patience " + patience) + ", minDelta " + minDelta
                + (ceiling == null ? "" : ", ceiling " + ceiling) + "]";
    }
}
