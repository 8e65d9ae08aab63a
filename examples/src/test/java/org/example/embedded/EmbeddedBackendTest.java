package org.example.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.Dataset;
import ai.arkor.api.LoraConfig;
import ai.arkor.api.Models;
import ai.arkor.api.RunReference;
import ai.arkor.api.Trainer;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.client.ArkorClients;
import ai.arkor.local.LocalBackend;
import ai.arkor.local.LocalOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import org.example.evaluation.CheckpointEvaluation;
import org.example.evaluation.CheckpointEvaluation.Question;
import org.example.evaluation.CheckpointEvaluation.Score;
import org.example.server.RunServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Examples with real training: a backend process, its workers, and the bundled model. */
@Timeout(120)
class EmbeddedBackendTest {

    private static final String ROW = "{\"messages\":[{\"role\":\"user\",\"content\":\"Colour of grass?\"},{\"role\":\"assistant\",\"content\":\"green\"}]}";

    @TempDir
    private Path home;

    @TempDir
    private Path project;

    private final HttpClient http = HttpClient.newHttpClient();
    private LocalBackend backend;
    private ArkorClient client;

    @BeforeEach
    void start() throws Exception {
        backend = LocalBackend.ensure(LocalOptions.inHome(home));
        client = ArkorClients.connect(backend.address()).token(backend::token).organisation(backend.organisation()).projectDirectory(project)
                .stateFile(backend::stateFile).projectSlug(backend::projectSlug).referenceBackend(RunReference.LOCAL).build();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        backend.stop();
    }

    @Test
    void aRouteStartsARunWhoseCheckpointsGradeBetterAsItLearns() throws Exception {
        Files.write(project.resolve("rows.jsonl"), Collections.nCopies(16, ROW));
        Files.writeString(project.resolve("questions.jsonl"), ROW + "\n");
        CheckpointEvaluation evaluation = new CheckpointEvaluation(Question.read(project.resolve("questions.jsonl")));

        CompletableFuture<String> ended = new CompletableFuture<>();

        try (RunServer server = new RunServer(client, name -> grass(name).onCheckpoint(evaluation::evaluate)
                .onCompleted(completed -> ended.complete("completed")).onFailed(failed -> ended.complete(failed.error())), 0)) {
            HttpResponse<String> started = send(server, "/runs", BodyPublishers.ofString("{\"name\":\"grass\"}"));
            assertThat(started.statusCode()).isEqualTo(202);
            String id = ((JsonObject) JsonValue.parse(started.body())).string("id").orElseThrow();
            assertThat(send(server, "/runs/" + id, null).body()).matches("\\{\"id\":\"" + id + "\",\"name\":\"grass\",\"status\":\"(queued|running)\"}");

            assertThat(ended.get()).isEqualTo("completed");
            assertThat(send(server, "/runs/" + id, null).body()).isEqualTo("{\"id\":\"" + id + "\",\"name\":\"grass\",\"status\":\"completed\"}");
        }
        assertThat(evaluation.scores()).extracting(Score::step).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
        assertThat(evaluation.scores().get(0).exact()).as("after one step").isZero();
        assertThat(evaluation.best().orElseThrow().exact()).isEqualTo(1);
    }

    /** @param body null for a GET */
    private HttpResponse<String> send(RunServer server, String path, BodyPublisher body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
        return http.send((body == null ? request : request.POST(body)).build(), BodyHandlers.ofString());
    }

    private static Trainer.Builder grass(String name) {
        return Trainer.builder(name).model(Models.ARKOR_TINY).dataset(Dataset.file(Path.of("rows.jsonl"))).lora(LoraConfig.of(8, 16)).learningRate(5e-3)
                .batchSize(8).maxSteps(12).saveSteps(1);
    }
}
