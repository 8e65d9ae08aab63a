package ai.arkor.shell.progress;

import java.util.Arrays;
import java.util.BitSet;

/**
 * One figure over the steps of a run, in memory that does not grow with the run: steps that share a bucket are kept as the least and the greatest value
 * among them, so that a spike of one step stays to be seen. The buckets get wider as the steps go on. Not thread-safe.
 */
final class Curve {

    /** Told each bucket that has something, in the order of steps. */
    @FunctionalInterface
    interface Visitor {
        /** @param step the last one in the bucket */
        void bucket(long step, double least, double greatest);
    }

    /** More than the dots of any chart, in its columns. */
    static final int BUCKETS = 2048;

    /** Sums and differences of values up to this are finite. */
    private static final double HUGE = 1e150;

    private final double[] least = new double[BUCKETS];
    private final double[] greatest = new double[BUCKETS];
    private final long[] steps = new long[BUCKETS];
    private final BitSet used = new BitSet(BUCKETS);
    private final BitSet broken = new BitSet(BUCKETS);
    private long width = 1;
    private long first = Long.MAX_VALUE;

    Curve() {
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
    }

    /** @param value may be infinite or not a number: it is then remembered where that was */
    void add(long step, double value) {
        if (step < 0) {
            return;
        }
        first = Math.min(first, step);
        while (step / width >= BUCKETS) {
            halve();
        }
        int at = (int) (step / width);
        steps[at] = Math.max(steps[at], step);
        if (Double.isFinite(value)) {
            double bounded = Math.max(-HUGE, Math.min(HUGE, value));
            least[at] = Math.min(least[at], bounded);
            greatest[at] = Math.max(greatest[at], bounded);
            used.set(at);
        } else {
            broken.set(at);
        }
    }

    private void halve() {
        for (int at = 0; at < BUCKETS; at++) {
            int left = 2 * at;
            boolean inside = left < BUCKETS;
            least[at] = inside ? Math.min(least[left], least[left + 1]) : Double.POSITIVE_INFINITY;
            greatest[at] = inside ? Math.max(greatest[left], greatest[left + 1]) : Double.NEGATIVE_INFINITY;
            steps[at] = inside ? Math.max(steps[left], steps[left + 1]) : 0;
            used.set(at, inside && (used.get(left) || used.get(left + 1)));
            broken.set(at, inside && (broken.get(left) || broken.get(left + 1)));
        }
        width *= 2;
    }

    /** The first step that was added; the greatest number when none was. */
    long first() {
        return first;
    }

    boolean isEmpty() {
        return used.isEmpty();
    }

    void forEach(Visitor visitor) {
        used.stream().forEach(at -> visitor.bucket(steps[at], least[at], greatest[at]));
    }

    /** Steps, to the bucket, at which the value was not finite. */
    long[] brokenSteps() {
        return broken.stream().mapToLong(at -> steps[at]).toArray();
    }
}
