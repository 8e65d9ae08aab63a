package ai.arkor.testkit;

import java.util.Random;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * How bytes are cut before they are sent.
 *
 * @param lengths makes, for one answer, what gives the length of its next piece
 */
record Pieces(Supplier<IntSupplier> lengths) {

    static final Pieces WHOLE = new Pieces(() -> () -> Integer.MAX_VALUE);

    private static final int LONGEST_RANDOM = 64;

    static Pieces every(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("A piece has 1 byte or more, not " + bytes);
        }
        return new Pieces(() -> () -> bytes);
    }

    static Pieces random(long seed) {
        return new Pieces(() -> {
            Random random = new Random(seed);
            return () -> 1 + random.nextInt(LONGEST_RANDOM);
        });
    }
}
