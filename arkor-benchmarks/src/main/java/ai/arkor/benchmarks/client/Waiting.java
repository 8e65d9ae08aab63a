package ai.arkor.benchmarks.client;

import ai.arkor.api.ArkorClient;
import ai.arkor.client.ArkorClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** A way of watching many runs at once. */
enum Waiting {
    /** The client, with a callback that takes each event's step and loss. */
    AWAIT("awaitAsync() with onLog") {
        @Override
        Starter on(String address) {
            ArkorClient client = ArkorClients.connect(URI.create(address)).token(() -> "token").build();
            return script -> {
                Steps steps = new Steps(script);
                return client.attach(script.reference(address)).awaitAsync(steps.options()).thenAccept(result -> {
                    result.orThrow();
                    steps.requireAll();
                });
            };
        }
    },
    /** java.net.http alone: the job is asked for as the client does, and of the stream only lines are counted. */
    LINES("java.net.http fromLineSubscriber") {
        @Override
        Starter on(String address) {
            HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            return script -> {
                URI job = URI.create(address + "/v1/jobs/" + script.jobId());
                http.send(HttpRequest.newBuilder(job).build(), BodyHandlers.ofString());
                URI stream = URI.create(job + "/events/stream");
                Counting<String> lines = new Counting<>(line -> 1);
                http.sendAsync(HttpRequest.newBuilder(stream).header("Accept", "text/event-stream").build(), BodyHandlers.fromLineSubscriber(lines));
                return lines.sum().thenAccept(script::requireLines);
            };
        }
    };

    final String title;

    Waiting(String title) {
        this.title = title;
    }

    /** Watches runs of the server there, with one client for all of them. */
    abstract Starter on(String address);

    /** Begins to watch a run. What it gives fails when an event was missing. */
    interface Starter {
        CompletableFuture<Void> start(StreamScript script) throws IOException, InterruptedException;
    }
}
