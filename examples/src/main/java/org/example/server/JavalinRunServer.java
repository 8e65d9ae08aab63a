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
import io.javalin.Javalin;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A server that starts a run per request and answers with its id, written with Javalin.
 *
 * <pre>{@code
 * java -cp 'examples/target/lib/*' examples/src/main/java/org/example/server/JavalinRunServer.java 8080
 * curl -d '{"name":"support-bot-v2"}' localhost:8080/runs    # 202 {"id":…,"reference":…}
 * curl localhost:8080/runs/ID                                # 200 {"id":…,"name":…,"status":…}
 * }</pre>
 *
 * <p>A request waits for the submission and never for the training, which is watched without a thread of its own. Closing the server ends its watching;
 * the runs go on. It listens on the loopback interface: put before it what tells who may start runs.
 */
public final class JavalinRunServer implements AutoCloseable {

    private final ArkorClient client;
    private final Function<String, Trainer.Builder> definition;
    private final Javalin server;
    /** A service with a database keeps them there: a reference is text, and no secret. */
    private final Map<String, RunReference> started = new ConcurrentHashMap<>();
    private final Set<CompletableFuture<TrainingResult>> watches = ConcurrentHashMap.newKeySet();

    /**
     * @param client to start runs with; it stays the caller's
     * @param definition what is trained, by the name of the run
     * @param port 0 takes a free one
     */
    public JavalinRunServer(ArkorClient client, Function<String, Trainer.Builder> definition, int port) {
        this.client = client;
        this.definition = definition;
        this.server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            config.jetty.host = "localhost";
            config.jetty.port = port;
            config.routes.post("/runs", this::start);
            config.routes.get("/runs/{id}", this::status);
            config.routes.exception(HttpResponseException.class, (wrong, request) -> error(request, wrong.getStatus(), wrong.getMessage()));
            config.routes.exception(ArkorException.class, (refused, request) -> error(request, 502, refused.getMessage()));
            config.routes.exception(IllegalArgumentException.class, (refused, request) -> error(request, 502, refused.getMessage()));
        });
        server.start();
    }

    public int port() {
        return server.port();
    }

    private void start(Context request) throws InterruptedException {
        String name = name(request.body()).orElseThrow(() -> new BadRequestResponse("The body must be an object with a name, for instance {\"name\":\"support-bot-v2\"}"));
        TrainingRun run = definition.apply(name).client(client).build().start();
        started.put(run.jobId(), run.reference());
        CompletableFuture<TrainingResult> watch = run.awaitAsync();
        watches.add(watch);
        watch.whenComplete((result, failure) -> {
            watches.remove(watch);
            tell(run, result, failure);
        });
        answer(request, 202, JsonValue.object()
                .with("id", JsonValue.of(run.jobId()))
                .with("reference", JsonValue.of(run.reference().toString())));
    }

    private static Optional<String> name(String body) {
        try {
            return JsonValue.parse(body) instanceof JsonObject json ? json.string("name").filter(name -> !name.isBlank()) : Optional.empty();
        } catch (IllegalArgumentException notJson) {
            return Optional.empty();
        }
    }

    /** What a service does when a run is over goes here; it may take its time. */
    private static void tell(TrainingRun run, TrainingResult result, Throwable failure) {
        System.out.println(run.reference() + (failure == null ? " ended: " + result.status() : " is not watched any more: " + failure));
    }

    private void status(Context request) throws InterruptedException {
        String id = request.pathParam("id");
        TrainingRun run = find(id).orElseThrow(() -> new NotFoundResponse("There is no run " + id));
        answer(request, 200, JsonValue.object()
                .with("id", JsonValue.of(id))
                .with("name", JsonValue.of(run.job().name()))
                .with("status", JsonValue.of(run.job().status().raw())));
    }

    /** The run as it is now; one that an earlier process of this server started is among the project's. */
    private Optional<TrainingRun> find(String id) throws InterruptedException {
        RunReference known = started.get(id);
        return known != null ? Optional.of(client.attach(known)) : client.runs().stream().filter(run -> run.jobId().equals(id)).findFirst();
    }

    private static void error(Context request, int status, String message) {
        answer(request, status, JsonValue.object().with("error", JsonValue.of(message)));
    }

    /** Without Javalin's own JSON, which would need Jackson 2 or another library. */
    private static void answer(Context request, int status, JsonObject json) {
        request.status(status).contentType("application/json").result(json.toString());
    }

    /** Takes no more requests, and leaves the runs it watched to go on. */
    @Override
    public void close() {
        server.stop();
        watches.forEach(watch -> watch.cancel(false));
    }

    private static Trainer.Builder supportBot(String name) {
        return Trainer.builder(name)
                .model(Models.GEMMA_4_E4B_IT)
                .dataset(Dataset.huggingFace("arkorlab/triage-demo"))
                .lora(LoraConfig.of(16, 32))
                .maxSteps(100);
    }

    /** @param args the port, 8080 unless given */
    public static void main(String[] args) {
        ArkorClient client = ArkorClients.open(Path.of(""));
        JavalinRunServer server = new JavalinRunServer(client, JavalinRunServer::supportBot, args.length == 0 ? 8080 : Integer.parseInt(args[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            client.close();
        }));
        System.out.println("listening on http://localhost:" + server.port() + "/runs");
    }
}
