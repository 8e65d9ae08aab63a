package ai.arkor.api;

import java.time.Duration;

/** Refuses values that are certainly wrong, by the name of their field. */
final class Range {

    private Range() {}

    static String named(String field, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + " must not be blank");
        }
        return value;
    }

    static Duration positive(String field, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(field + " must be longer than nothing, not " + value);
        }
        return value;
    }

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
