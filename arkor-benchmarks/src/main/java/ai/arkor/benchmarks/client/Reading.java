package ai.arkor.benchmarks.client;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.AwaitOptions;
import ai.arkor.api.Callbacks;
import ai.arkor.api.LogContext;
import ai.arkor.api.RunReference;
import ai.arkor.client.ArkorClients;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** A way of reading a stream. It fails when it did not get all there is to get. */
enum Reading {
    /** The client: each event as JSON, in a callback that takes its step and its loss. */
    AWAIT("await() with onLog") {
        @Override
        Reader on(String address) {
            ArkorClient client = ArkorClients.connect(URI.create(address)).token(() -> "token").build();
            return script -> {
                Steps steps = new Steps();
                AwaitOptions options = AwaitOptions.DEFAULT.callbacks(Callbacks.builder().onLog(steps::take).build());
                client.attach(new RunReference(address, "org", "project", script.jobId())).await(options).orThrow();
                expect(script.events(), steps.last);
            };
        }
    },
    /** java.net.http alone, lines in the place of events, pulled by the caller's thread as {@code await()} has its callbacks. */
    LINES("java.net.http ofLines") {
        @Override
        Reader on(String address) {
            return script -> expect(lines(script), get(address, script, BodyHandlers.ofLines(), Stream::count));
        }
    },
    /** The same, pushed to a subscriber. */
    LINE_SUBSCRIBER("java.net.http fromLineSubscriber") {
        @Override
        Reader on(String address) {
            return script -> {
                Counting<String> counting = new Counting<>(line -> 1);
                get(address, script, BodyHandlers.fromLineSubscriber(counting), body -> 0);
                expect(lines(script), counting.sum.get());
            };
        }
    },
    /** The least there is: bytes counted as they come. */
    BYTES("java.net.http bytes") {
        @Override
        Reader on(String address) {
            return script -> {
                long bytes = get(address, script, BodyHandlers.ofPublisher(), body -> {
                    Counting<List<ByteBuffer>> counting = new Counting<>(buffers -> buffers.stream().mapToLong(ByteBuffer::remaining).sum());
                    body.subscribe(counting);
                    return counting.sum.join();
                });
                if (bytes < script.events() * script.frameBytes()) {
                    throw new IllegalStateException("Only " + bytes + " bytes came");
                }
            };
        }
    };

    private static final int LINES_OF_EVENT = 4;

    final String title;

    Reading(String title) {
        this.title = title;
    }

    /** Reads scripts from the server there, with one client for all of them. */
    abstract Reader on(String address);

    interface Reader {
        void read(StreamScript script) throws Exception;
    }

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static <T> long get(String address, StreamScript script, BodyHandler<T> handler, ToLongFunction<T> count) throws Exception {
        URI stream = URI.create(address + "/v1/jobs/" + script.jobId() + "/events/stream");
        HttpRequest request = HttpRequest.newBuilder(stream).header("Accept", "text/event-stream").build();
        return count.applyAsLong(HTTP.send(request, handler).body());
    }

    private static long lines(StreamScript script) {
        return (script.events() + 1) * LINES_OF_EVENT;
    }

    private static void expect(long expected, long got) {
        if (got != expected) {
            throw new IllegalStateException("Expected " + expected + ", got " + got);
        }
    }

    /** Sees to it that no event is lost or comes twice, and takes the loss as a user would. */
    private static final class Steps {
        long last;
        double sum;

        void take(LogContext log) {
            expect(last + 1, log.step());
            last = log.step();
            sum += log.loss().orElseThrow();
        }
    }

    private static final class Counting<T> implements Flow.Subscriber<T> {
        private final CompletableFuture<Long> sum = new CompletableFuture<>();
        private final ToLongFunction<T> count;
        private long soFar;

        Counting(ToLongFunction<T> count) {
            this.count = count;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(T item) {
            soFar += count.applyAsLong(item);
        }

        @Override
        public void onError(Throwable failure) {
            sum.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            sum.complete(soFar);
        }
    }
}
