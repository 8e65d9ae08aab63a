package org.example.server;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.ArkorException;
import ai.arkor.api.Dataset;
import ai.arkor.api.LoraConfig;
import ai.arkor.api.Models;
import ai.arkor.api.RunReference;
import ai.arkor.api.Trainer;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.client.ArkorClients;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A server that starts a run per request and answers with its id, on the JDK's own HTTP server.
 *
 * <pre>{@code
 * java -cp 'examples/target/lib/*' examples/src/main/java/org/example/server/RunServer.java 8080
 * curl -d '{"name":"support-bot-v2"}' localhost:8080/runs    # 202 {"id":…,"reference":…}
 * curl localhost:8080/runs/ID                                # 200 {"id":…,"name":…,"status":…}
 * }</pre>
 *
 * <p>A request waits for the submission and never for the training, which is watched without a thread of its own. Closing the server ends its watching;
 * the runs go on. It listens on the loopback interface: put before it what tells who may start runs.
 */
public final class RunServer implements AutoCloseable {

    private static final int LONGEST_BODY = 10_000;

    private final ArkorClient client;
    private final Function<String, Trainer.Builder> definition;
    private final ExecutorService requests = Executors.newFixedThreadPool(8);
    private final HttpServer server;
    /** A service with a database keeps them there: a reference is text, and no secret. */
    private final Map<String, RunReference> started = new ConcurrentHashMap<>();
    private final Set<CompletableFuture<TrainingResult>> watches = ConcurrentHashMap.newKeySet();

    /**
     * @param client to start runs with; it stays the caller's
     * @param definition what is trained, by the name of the run
     * @param port 0 takes a free one
     */
    public RunServer(ArkorClient client, Function<String, Trainer.Builder> definition, int port) throws IOException {
        this.client = client;
        this.definition = definition;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/runs", this::handle);
        server.setExecutor(requests);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            Answer answer = answer(exchange);
            byte[] body = answer.json.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status, body.length);
            exchange.getResponseBody().write(body);
        } finally {
            exchange.close();
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String route = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        try {
            if (route.equals("POST /runs")) {
                Optional<String> name = name(new String(exchange.getRequestBody().readNBytes(LONGEST_BODY), StandardCharsets.UTF_8));
                return name.isPresent() ? start(name.get()) : Answer.error(400, "The body must be an object with a name, for instance {\"name\":\"support-bot-v2\"}");
            }
            return route.matches("GET /runs/[^/]+") ? status(route.substring("GET /runs/".length())) : Answer.error(404, "There is POST /runs and GET /runs/ID");
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return Answer.error(503, "The server is being closed");
        } catch (ArkorException | IllegalArgumentException refused) {
            return Answer.error(502, refused.getMessage());
        }
    }

    private static Optional<String> name(String body) {
        try {
            return JsonValue.parse(body) instanceof JsonObject json ? json.string("name").filter(name -> !name.isBlank()) : Optional.empty();
        } catch (IllegalArgumentException notJson) {
            return Optional.empty();
        }
    }

    private Answer start(String name) throws InterruptedException {
        TrainingRun run = definition.apply(name).client(client).build().start();
        started.put(run.jobId(), run.reference());
        CompletableFuture<TrainingResult> watch = run.awaitAsync();
        watches.add(watch);
        watch.whenComplete((result, failure) -> {
            watches.remove(watch);
            tell(run, result, failure);
        });
        return new Answer(202, JsonValue.object()
                .with("id", JsonValue.of(run.jobId()))
                .with("reference", JsonValue.of(run.reference().toString())));
    }

    /** What a service does when a run is over goes here; it may take its time. */
    private static void tell(TrainingRun run, TrainingResult result, Throwable failure) {
        System.out.println(run.reference() + (failure == null ? " ended: " + result.status() : " is not watched any more: " + failure));
    }

    private Answer status(String id) throws InterruptedException {
        Optional<TrainingRun> run = find(id);
        if (run.isEmpty()) {
            return Answer.error(404, "There is no run " + id);
        }
        return new Answer(200, JsonValue.object()
                .with("id", JsonValue.of(id))
                .with("name", JsonValue.of(run.get().job().name()))
                .with("status", JsonValue.of(run.get().job().status().raw())));
    }

    /** The run as it is now; one that an earlier process of this server started is among the project's. */
    private Optional<TrainingRun> find(String id) throws InterruptedException {
        RunReference known = started.get(id);
        return known != null ? Optional.of(client.attach(known)) : client.runs().stream().filter(run -> run.jobId().equals(id)).findFirst();
    }

    /** Takes no more requests, and leaves the runs it watched to go on. */
    @Override
    public void close() {
        server.stop(0);
        requests.shutdownNow();
        watches.forEach(watch -> watch.cancel(false));
    }

    private record Answer(int status, JsonObject json) {
        static Answer error(int status, String message) {
            return new Answer(status, JsonValue.object().with("error", JsonValue.of(message)));
        }
    }

    private static Trainer.Builder supportBot(String name) {
        return Trainer.builder(name)
                .model(Models.GEMMA_4_E4B_IT)
                .dataset(Dataset.huggingFace("arkorlab/triage-demo"))
                .lora(LoraConfig.of(16, 32))
                .maxSteps(100);
    }

    /** @param args the port, 8080 unless given */
    public static void main(String[] args) throws IOException {
        ArkorClient client = ArkorClients.open(Path.of(""));
        RunServer server = new RunServer(client, RunServer::supportBot, args.length == 0 ? 8080 : Integer.parseInt(args[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            client.close();
        }));
        System.out.println("listening on http://localhost:" + server.port() + "/runs");
    }
}
