package ai.arkor.local.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.backend.launch.WorkerCommands;
import ai.arkor.local.worker.TinyChatModel;
import ai.arkor.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real workers, a tiny model: a row goes in at one end and an adapter that answers comes out at the other. */
@Timeout(180)
class TrainingEndToEndTest {

    @TempDir
    Path data;

    private TestBackend backend;
    private Path model;

    @BeforeEach
    void start() throws Exception {
        model = TinyChatModel.write(Files.createDirectories(data.resolve("tiny")));
        // Where libtorch is unpacked by this JVM too: unpacking it anew takes longer than the test.
        Path natives = Path.of(System.getProperty("user.home"), ".javacpp", "cache");
        backend = new TestBackend(data, WorkerCommands.jvms(natives), Duration.ofSeconds(15));
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void trainsSavesAndAnswers() throws Exception {
        String job = create(rows(40, -1, ""), JsonValue.object()
                .with("maxSteps", JsonValue.of(40)).with("loggingSteps", JsonValue.of(10)).with("saveSteps", JsonValue.of(20))
                .with("evalSteps", JsonValue.of(20)).with("learningRate", JsonValue.of(0.01)).with("batchSize", JsonValue.of(4)));

        List<JsonObject> events = events(job);

        assertThat(events.stream().map(event -> event.string("type").orElseThrow())).containsExactly("training.started", "training.log", "training.log",
                "training.log", "checkpoint.saved", "training.log", "training.log", "training.log", "training.completed");
        assertThat(events.get(0).object("metadata").orElseThrow().toString())
                .contains("\"totalSteps\":40", "\"trainRows\":36", "\"evalRows\":4", "\"epochs\":4.44", "\"baseModel\"");
        assertThat(events.get(6).number("loss").orElseThrow()).isLessThan(events.get(1).number("loss").orElseThrow());
        assertThat(events.get(7).number("evalLoss")).isPresent();
        Path folder = data.resolve("jobs").resolve(job);
        assertThat(folder.resolve("adapter/adapter_model.safetensors")).isNotEmptyFile();
        assertThat(folder.resolve("checkpoints/step-20/adapter_config.json")).isNotEmptyFile();

        String asked = "\"messages\":[{\"role\":\"user\",\"content\":\"What?\"}],\"temperature\":0,\"maxTokens\":20}";
        String trained = answer("{\"adapter\":{\"kind\":\"final\",\"jobId\":\"" + job + "\"}," + asked);
        assertThat(trained).isNotEqualTo(answer("{\"baseModel\":\"" + model + "\"," + asked));
        assertThat(trained).isEqualTo(answer("{\"adapter\":{\"kind\":\"final\",\"jobId\":\"" + job + "\"}," + asked));
    }

    @Test
    void aBrokenDatasetFailsTheJobNamingFileAndRow() throws Exception {
        Path broken = rows(20, 17, "{\"messages\":[");
        String job = create(broken, JsonValue.object().with("maxSteps", JsonValue.of(2)));

        List<JsonObject> events = events(job);

        assertThat(events).hasSize(1);
        assertThat(events.get(0).string("error").orElseThrow()).contains("\"tiny\"", job, broken.toString(), "row 17", "bad JSON");
    }

    private Path rows(int count, int brokenRow, String broken) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int row = 1; row <= count; row++) {
            lines.add(row == brokenRow ? broken
                    : "{\"messages\":[{\"role\":\"user\",\"content\":\"What?\"},{\"role\":\"assistant\",\"content\":\"abc" + row % 3 + "\"}]}");
        }
        return Files.write(data.resolve("train.jsonl"), lines);
    }

    private String create(Path rows, JsonObject settings) throws Exception {
        JsonObject config = settings.with("model", JsonValue.of(model.toString()))
                .with("datasetSource", JsonValue.object().with("type", JsonValue.of("file")).with("path", JsonValue.of(rows.toString())));
        String body = backend.createJob("tiny", config).body();
        return Json.parseObject(body).object("job").orElseThrow(() -> new AssertionError(body)).string("id").orElseThrow();
    }

    private List<JsonObject> events(String job) throws Exception {
        return backend.frames(job, "").stream().filter(frame -> !frame.startsWith("event: end") && !frame.startsWith("event: ping"))
                .map(frame -> Json.parseObject(frame.substring(frame.indexOf("data: ") + 6))).toList();
    }

    private String answer(String body) throws Exception {
        String answer = backend.send("POST", "/v1/inference/chat" + TestBackend.SCOPE, body).body();
        return Json.parseObject(answer).array("choices").map(choices -> ((JsonObject) choices.get(0)).object("message").orElseThrow().string("content").orElseThrow())
                .orElseThrow(() -> new AssertionError(answer));
    }
}
