package ai.arkor.wire;

/**
 * Reads JSON numbers whose value is exact in a few steps: a significand below 2⁵³ times or divided by a power of ten up to 10²², both of which are
 * doubles, so that the one operation rounds correctly (Clinger, "How to Read Floating Point Numbers Accurately", 1990). Not thread-safe.
 */
final class DecimalScanner {

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };
    private static final int MAX_DIGITS = 18;
    private static final int MAX_EXPONENT = 10_000;

    private byte[] bytes = {};
    private int at;
    private int limit;
    private boolean negative;
    private long significand;
    private int digits;
    private int exponent;
    private boolean integer;

    /** Whether a number starts there that this can tell; what follows it is not looked at. */
    boolean scan(byte[] from, int start, int end) {
        bytes = from;
        at = start;
        limit = end;
        significand = 0;
        digits = 0;
        exponent = 0;
        integer = true;
        negative = is('-');
        boolean leadingZero = at < limit && bytes[at] == '0';
        int whole = digits();
        if (whole == 0 || leadingZero && whole > 1) {
            return false;
        }
        if (is('.')) {
            integer = false;
            int fraction = digits();
            exponent -= fraction;
            if (fraction == 0) {
                return false;
            }
        }
        if (is('e') || is('E')) {
            integer = false;
            if (!exponent()) {
                return false;
            }
        }
        return digits <= MAX_DIGITS && significand <= 1L << 53 && Math.abs(exponent) < POWERS_OF_TEN.length;
    }

    int end() {
        return at;
    }

    boolean isInteger() {
        return integer;
    }

    boolean isNegative() {
        return negative;
    }

    /** Its digits as one number, without sign and point. */
    long significand() {
        return significand;
    }

    double value() {
        double magnitude = exponent < 0 ? significand / POWERS_OF_TEN[-exponent] : significand * POWERS_OF_TEN[exponent];
        return negative && significand != 0 ? -magnitude : magnitude;
    }

    private boolean exponent() {
        boolean down = is('-');
        if (!down) {
            is('+');
        }
        int value = 0;
        int start = at;
        while (at < limit && bytes[at] >= '0' && bytes[at] <= '9' && value < MAX_EXPONENT) {
            value = 10 * value + bytes[at++] - '0';
        }
        exponent += down ? -value : value;
        return at > start && value < MAX_EXPONENT;
    }

    /** How many digits there are; they are added to the significand. */
    private int digits() {
        byte[] in = bytes;
        int i = at;
        long sum = significand;
        int counted = digits;
        while (i < limit && in[i] >= '0' && in[i] <= '9') {
            // Too many of them overflow, and are refused in the end.
            sum = 10 * sum + in[i++] - '0';
            counted += sum == 0 ? 0 : 1;
        }
        int read = i - at;
        significand = sum;
        digits = counted;
        at = i;
        return read;
    }

    private boolean is(char expected) {
        boolean there = at < limit && bytes[at] == expected;
        at += there ? 1 : 0;
        return there;
    }
}
