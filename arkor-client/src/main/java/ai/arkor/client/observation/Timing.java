package ai.arkor.client.observation;

import ai.arkor.api.ReconnectPolicy;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * What observing takes from time and chance.
 *
 * @param random uniform in [0, 1)
 * @param reconnect unless an observation has one of its own
 */
public record Timing(Delayer delayer, DoubleSupplier random, Clock clock, ReconnectPolicy reconnect) {

    /** @param executor runs what is due, which never blocks */
    public static Timing real(Executor executor, ReconnectPolicy reconnect) {
        return new Timing(Delayer.on(executor), () -> ThreadLocalRandom.current().nextDouble(), Clock.systemUTC(), reconnect);
    }

    Timing reconnect(ReconnectPolicy value) {
        return new Timing(delayer, random, clock, value);
    }
}
