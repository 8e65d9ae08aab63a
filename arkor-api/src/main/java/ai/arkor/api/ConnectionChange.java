package ai.arkor.api;

import java.time.Duration;
import java.time.Instant;

/** A change of the connection that events come over, for those who show it. Not part of the run's own events. */
public sealed interface ConnectionChange {

    /**
     * The stream broke, or could not be opened; it is tried again.
     *
     * @param since when the connection was lost
     * @param failures how many times in a row it failed
     * @param nextAttempt how long until it is tried again
     * @param cause what happened, in a few words
     */
    record Lost(Instant since, int failures, Duration nextAttempt, String cause) implements ConnectionChange {}

    /** Events come again. */
    record Resumed() implements ConnectionChange {}
}
