package ai.arkor.api;

import java.time.Duration;

/**
 * How an observation goes on when its stream is lost. Immutable; each method gives a changed copy.
 *
 * <p>After failure number n in a row, counted from 0, the stream is asked for again after {@code min(delay × 2ⁿ, maxDelay)}, ± 25 % of jitter, or later
 * when the backend asked for it with {@code Retry-After}, up to five minutes. A stream that ended well after it told something is asked for again
 * after {@code delay}. An event goes back to the first delay; keep-alives, garbage and empty answers do not.
 */
public final class ReconnectPolicy {

    /** Never gives up; from one second to one minute; five minutes of silence. */
    public static final ReconnectPolicy DEFAULT =
            new ReconnectPolicy(Integer.MAX_VALUE, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(5));

    private final int attempts;
    private final Duration delay;
    private final Duration maxDelay;
    private final Duration idleTimeout;

    private ReconnectPolicy(int attempts, Duration delay, Duration maxDelay, Duration idleTimeout) {
        this.attempts = attempts;
        this.delay = delay;
        this.maxDelay = maxDelay;
        this.idleTimeout = idleTimeout;
    }

    /**
     * Failures in a row that are followed by another attempt; one more, and the observation ends with a {@link StreamLostException}.
     *
     * @throws IllegalArgumentException when negative
     */
    public ReconnectPolicy attempts(int value) {
        return new ReconnectPolicy((int) Range.atLeast("attempts", 0, value), delay, maxDelay, idleTimeout);
    }

    /** @throws IllegalArgumentException when not positive */
    public ReconnectPolicy delay(Duration value) {
        return new ReconnectPolicy(attempts, Range.positive("delay", value), maxDelay, idleTimeout);
    }

    /** @throws IllegalArgumentException when not positive */
    public ReconnectPolicy maxDelay(Duration value) {
        return new ReconnectPolicy(attempts, delay, Range.positive("maxDelay", value), idleTimeout);
    }

    /**
     * How long a stream may give not a single byte. The backend is then asked for the job; when it answers, the stream is asked for anew, which counts
     * as no failure.
     *
     * @throws IllegalArgumentException when not positive
     */
    public ReconnectPolicy idleTimeout(Duration value) {
        return new ReconnectPolicy(attempts, delay, maxDelay, Range.positive("idleTimeout", value));
    }

    public int attempts() {
        return attempts;
    }

    public Duration delay() {
        return delay;
    }

    public Duration maxDelay() {
        return maxDelay;
    }

    public Duration idleTimeout() {
        return idleTimeout;
    }
}
