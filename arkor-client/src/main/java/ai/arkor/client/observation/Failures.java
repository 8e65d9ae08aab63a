package ai.arkor.client.observation;

import ai.arkor.api.CloudApiException;
import ai.arkor.wire.Headers;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** Tells failures that pass from those that last. */
public final class Failures {

    private static final Set<Integer> FOR_GOOD = Set.of(401, 403, 410, 426);
    private static final Set<Integer> ASK_LATER = Set.of(408, 425, 429);

    private Failures() {}

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Whether asking again is of no use. 404 may mean that the stream is not there yet. */
    static boolean isForGood(Throwable failure) {
        return failure instanceof CloudApiException refused && FOR_GOOD.contains(refused.status());
    }

    /** Whether the backend will not tell of this job, however often it is asked. */
    static boolean isWithheld(Throwable failure) {
        return failure instanceof CloudApiException refused && refused.status() >= 400 && refused.status() < 500
                && !FOR_GOOD.contains(refused.status()) && !ASK_LATER.contains(refused.status());
    }

    /** The wait the backend asks for: seconds, or a date. Zero when it asks for none. */
    public static Duration retryAfter(HttpHeaders headers, Clock clock) {
        return headers.firstValue(Headers.RETRY_AFTER).map(value -> retryAfter(value.strip(), clock)).orElse(Duration.ZERO);
    }

    private static Duration retryAfter(String value, Clock clock) {
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration wait = Duration.between(clock.instant(), date);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException neither) {
            return Duration.ZERO;
        }
    }
}
