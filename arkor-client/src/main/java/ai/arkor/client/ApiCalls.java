package ai.arkor.client;

import ai.arkor.api.AbortedException;
import ai.arkor.api.CloudApiException;
import ai.arkor.api.TransportException;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.client.observation.Backoff;
import ai.arkor.client.observation.Failures;
import ai.arkor.client.observation.Timing;
import ai.arkor.client.transport.Answer;
import ai.arkor.client.transport.Call;
import ai.arkor.client.transport.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Sends calls whose answer is a whole: each in bounded time, and those that change nothing again when they failed in passing. Thread-safe. */
final class ApiCalls {

    /** An answer that is not complete by then failed. The JDK's own time-out ends with the headers. */
    static final Duration TIMEOUT = Duration.ofSeconds(90);

    private static final Backoff FIRST = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5), 0);
    private static final int RETRIES = 3;
    /** No attempt begins later than this after the first. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Somebody waits for the answer, so that a longer wish of the backend's is cut to this. */
    private static final Duration MAX_RETRY_AFTER = Duration.ofSeconds(30);
    /** Too many requests, and a service that is not there for the moment. */
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private final Transport transport;
    private final Timing timing;

    ApiCalls(Transport transport, Timing timing) {
        this.transport = transport;
        this.timing = timing;
    }

    /**
     * The body of the answer.
     *
     * @throws CloudApiException when the answer is not a success
     * @throws TransportException when there was no answer, or it is no JSON object
     * @throws AbortedException when the client was closed
     */
    JsonObject json(Call call) throws InterruptedException {
        return transport.object(send(call));
    }

    /** As {@link #json}, whatever the body is. */
    byte[] send(Call call) throws InterruptedException {
        return Transport.body(call.isSafe() ? patiently(call) : transport.await(once(call)));
    }

    /** Sends it once, without waiting. Cancelling the future ends the request. */
    <T> CompletableFuture<T> async(Call call, Function<byte[], T> reader) {
        CompletableFuture<Answer> answer = once(call);
        return Transport.cancelling(answer.thenApply(Transport::body).thenApply(reader), answer);
    }

    private Answer patiently(Call call) throws InterruptedException {
        Instant began = timing.clock().instant();
        for (Backoff backoff = FIRST;; backoff = backoff.next()) {
            Duration delay;
            try {
                Answer answer = transport.await(once(call));
                delay = delay(backoff, Failures.retryAfter(answer.headers(), timing.clock()));
                if (!PASSING.contains(answer.status()) || isEnough(backoff, began, delay)) {
                    return answer;
                }
            } catch (TransportException fault) {
                delay = delay(backoff, Duration.ZERO);
                if (isEnough(backoff, began, delay)) {
                    throw fault;
                }
            }
            pause(delay);
        }
    }

    private Duration delay(Backoff backoff, Duration wished) {
        return backoff.delay(timing.random().getAsDouble(), wished.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : wished);
    }

    private boolean isEnough(Backoff backoff, Instant began, Duration delay) {
        return backoff.failures() == RETRIES || timing.clock().instant().plus(delay).isAfter(began.plus(PATIENCE));
    }

    private void pause(Duration delay) throws InterruptedException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        Runnable callOff = timing.delayer().schedule(delay, () -> over.complete(null));
        try {
            transport.await(over);
        } finally {
            callOff.run();
        }
    }

    private CompletableFuture<Answer> once(Call call) {
        CompletableFuture<Answer> answer = transport.exchange(call);
        CompletableFuture<Answer> timely = answer.copy();
        Runnable callOff = timing.delayer().schedule(TIMEOUT, () -> timely.completeExceptionally(transport.tooLate()));
        timely.whenComplete((response, failure) -> {
            callOff.run();
            answer.cancel(true);
        });
        return timely;
    }
}
