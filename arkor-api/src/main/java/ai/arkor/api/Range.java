package ai.arkor.api;

/** Refuses numbers that are certainly wrong, by the name of their field. */
final class Range {

    private Range() {}

    static long atLeast(String field, long least, long value) {
        if (value < least) {
            throw new IllegalArgumentException(field + " must be " + least + " or more, not " + value);
        }
        return value;
    }

    static double atLeast(String field, double least, double value) {
        if (!(value >= least) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(field + " must be " + least + " or more, not " + value);
        }
        return value;
    }

    static double above(String field, double bound, double value) {
        if (!(value > bound) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(field + " must be above " + bound + ", not " + value);
        }
        return value;
    }
}
