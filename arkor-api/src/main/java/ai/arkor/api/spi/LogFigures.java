package ai.arkor.api.spi;

import java.util.List;
import java.util.OptionalDouble;

/** The numbers of a log event, filled in by who reads it off the wire. Not thread-safe. */
public final class LogFigures {

    public static final int LOSS = 0;
    public static final int EVAL_LOSS = 1;
    public static final int LEARNING_RATE = 2;
    public static final int EPOCH = 3;
    public static final int SAMPLES_PER_SECOND = 4;

    /** How many there are. */
    public static final int COUNT = 5;

    /** What the wire calls them, by their index. */
    public static final List<String> NAMES = List.of("loss", "evalLoss", "learningRate", "epoch", "samplesPerSecond");

    private final double[] values = new double[COUNT];
    /** Bit n is set when there is the figure n. */
    private int present;

    /** None yet. */
    public LogFigures() {}

    /** Which figure the wire names so; -1 when none. */
    public static int index(String wireName) {
        return NAMES.indexOf(wireName);
    }

    public void set(int index, double value) {
        values[index] = value;
        present |= 1 << index;
    }

    /** As {@link #set(int, double)}, of a word: JSON has no numbers that are not finite, so that backends tell them so. Other words count for nothing. */
    public void set(int index, String word) {
        switch (word) {
            case "NaN" -> set(index, Double.NaN);
            case "Infinity" -> set(index, Double.POSITIVE_INFINITY);
            case "-Infinity" -> set(index, Double.NEGATIVE_INFINITY);
            default -> {
                // No figure.
            }
        }
    }

    public void clear(int index) {
        present &= ~(1 << index);
    }

    public OptionalDouble get(int index) {
        return (present & 1 << index) == 0 ? OptionalDouble.empty() : OptionalDouble.of(values[index]);
    }
}
