package ai.arkor.benchmarks.client;

import ai.arkor.api.ArkorClient;
import ai.arkor.client.ArkorClients;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.List;
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
                Steps steps = new Steps(script);
                client.attach(script.reference(address)).await(steps.options()).orThrow();
                steps.requireAll();
            };
        }
    },
    /** java.net.http alone, lines in the place of events, pulled by the caller's thread as {@code await()} has its callbacks. */
    LINES("java.net.http ofLines") {
        @Override
        Reader on(String address) {
            return script -> script.requireLines(get(address, script, BodyHandlers.ofLines(), Stream::count));
        }
    },
    /** The same, pushed to a subscriber. */
    LINE_SUBSCRIBER("java.net.http fromLineSubscriber") {
        @Override
        Reader on(String address) {
            return script -> {
                Counting<String> counting = new Counting<>(line -> 1);
                get(address, script, BodyHandlers.fromLineSubscriber(counting), body -> 0);
                script.requireLines(counting.sum().get());
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
                    return counting.sum().join();
                });
                if (bytes < script.events() * script.frameBytes()) {
                    throw new IllegalStateException("Only " + bytes + " bytes came");
                }
            };
        }
    };

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
}
