package ai.arkor.client.observation;

import ai.arkor.api.ReconnectPolicy;
import java.time.Duration;

/**
 * How long to wait before the next attempt: exponential, capped, with jitter. Immutable; a success goes back to the first one.
 *
 * @param base the wait after the first failure, before jitter
 * @param cap no wait is longer, jitter included
 * @param failures how many failures in a row came before
 */
public record Backoff(Duration base, Duration cap, int failures) {

    /** A backend's own wish is followed up to this. */
    private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(5);

    private static final double JITTER = 0.25;

    static Backoff first(ReconnectPolicy policy) {
        return new Backoff(policy.delay(), policy.maxDelay(), 0);
    }

    Backoff reset() {
        return failures == 0 ? this : new Backoff(base, cap, 0);
    }

    /** The policy after one more failure. */
    public Backoff next() {
        return new Backoff(base, cap, failures + 1);
    }

    /** @param uniform in [0, 1), from which the jitter of ±25 % comes */
    public Duration delay(double uniform) {
        double exponential = Math.min(base.toMillis() * Math.pow(2, failures), cap.toMillis());
        double jittered = exponential + exponential * JITTER * (2 * uniform - 1);
        return Duration.ofMillis(Math.round(Math.min(Math.max(jittered, 0), cap.toMillis())));
    }

    /** As {@link #delay(double)}, but no shorter than what the backend asked for, within reason. */
    public Duration delay(double uniform, Duration retryAfter) {
        Duration wished = retryAfter.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : retryAfter;
        Duration own = delay(uniform);
        return wished.compareTo(own) > 0 ? wished : own;
    }
}
