package ai.arkor.local.backend;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.backend.home.DataDirectory;
import ai.arkor.local.backend.launch.WorkerCommands;
import ai.arkor.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A backend in this JVM with scripted workers, and the requests tests put to it. */
final class TestBackend implements AutoCloseable {

    static final String SCOPE = "?orgSlug=local&projectSlug=tests";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Backend backend;
    private final Path model;
    private final Path rows;

    TestBackend(Path data) throws IOException, InterruptedException {
        this(data, new ScriptedCommands(), Duration.ofSeconds(15));
    }

    TestBackend(Path data, WorkerCommands workers, Duration ping) throws IOException, InterruptedException {
        backend = Backend.start(new DataDirectory(data), new BackendSettings(Duration.ofMinutes(5), ping, Duration.ofMinutes(5), 1, workers,
                InstantSource.system())).orElseThrow();
        model = Files.createDirectories(data.resolve("a-model"));
        Files.writeString(model.resolve("config.json"), "{}");
        rows = Files.writeString(data.resolve("rows.jsonl"), "{}\n");
        send("POST", "/v1/projects?orgSlug=local", "{\"name\":\"Tests\",\"slug\":\"tests\"}");
    }

    Backend backend() {
        return backend;
    }

    JsonObject config() {
        return JsonValue.object()
                .with("model", JsonValue.of(model.toString()))
                .with("datasetSource", JsonValue.object().with("type", JsonValue.of("file")).with("path", JsonValue.of(rows.toString())));
    }

    /** Creates a job that does what its name says. */
    String createJob(String plan) throws IOException, InterruptedException {
        HttpResponse<String> response = createJob(plan, config());
        return Json.parseObject(response.body()).object("job").orElseThrow().string("id").orElseThrow();
    }

    HttpResponse<String> createJob(String plan, JsonObject config) throws IOException, InterruptedException {
        return send("POST", "/v1/jobs" + SCOPE, JsonValue.object().with("name", JsonValue.of(plan)).with("config", config).toString());
    }

    JsonObject job(String id) throws IOException, InterruptedException {
        return Json.parseObject(send("GET", "/v1/jobs/" + id + SCOPE, null).body()).object("job").orElseThrow();
    }

    /** The whole stream, after that event. It ends when the job is over. */
    List<String> frames(String jobId, String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/v1/jobs/" + jobId + "/events/stream" + SCOPE);
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        String body = http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
        return List.of(body.split("\n\n"));
    }

    /** The stream as it comes; the response is there as soon as its headers are. */
    HttpResponse<InputStream> open(String jobId) throws IOException, InterruptedException {
        return http.send(request("/v1/jobs/" + jobId + "/events/stream" + SCOPE).build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    HttpResponse<String> send(String method, String path, @org.jspecify.annotations.Nullable String body) throws IOException, InterruptedException {
        return send(request(path).method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A request with everything the gate asks for. */
    HttpRequest.Builder request(String path) {
        return bare(path).header("Authorization", "Bearer " + backend.record().token()).header("X-Arkor-Client", "arkor/0.1.0");
    }

    /** A request without headers. */
    HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(URI.create(backend.record().address() + path)).timeout(Duration.ofSeconds(30));
    }

    @Override
    public void close() {
        backend.close();
    }
}
