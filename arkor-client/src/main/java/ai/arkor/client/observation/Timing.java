package ai.arkor.client.observation;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * What observing takes from time and chance.
 *
 * @param random uniform in [0, 1)
 * @param idle a stream that is silent for so long is given up
 * @param maxAttempts failures in a row that are followed by another attempt
 */
public record Timing(Delayer delayer, DoubleSupplier random, Clock clock, Duration idle, int maxAttempts) {

    private static final Duration IDLE = Duration.ofMinutes(5);

    public static Timing real(Executor executor) {
        return new Timing(Delayer.on(executor), () -> ThreadLocalRandom.current().nextDouble(), Clock.systemUTC(), IDLE, Integer.MAX_VALUE);
    }

    public Timing maxAttempts(int value) {
        return new Timing(delayer, random, clock, idle, value);
    }
}
