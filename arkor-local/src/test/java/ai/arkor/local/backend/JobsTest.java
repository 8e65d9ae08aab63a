package ai.arkor.local.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {

    @TempDir
    Path data;

    private TestBackend backend;

    @BeforeEach
    void start() throws Exception {
        backend = new TestBackend(data);
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void streamsARunFromStartToEnd() throws Exception {
        String job = backend.createJob("complete");

        List<String> frames = backend.frames(job, "");

        assertThat(frames).hasSize(6);
        assertThat(frames.get(0)).startsWith("id: 1\nevent: training.started\ndata: {").contains("\"jobId\":\"" + job + "\"", "\"timestamp\":\"");
        assertThat(frames.get(2)).contains("id: 3\nevent: training.log", "\"step\":2", "\"loss\":2");
        assertThat(frames.get(4)).contains("id: 5\nevent: training.completed");
        assertThat(frames.get(5)).isEqualTo("event: end\ndata: {}");
        assertThat(backend.job(job).string("status")).contains("completed");
    }

    @Test
    void sendsOnlyWhatCameAfterLastEventId() throws Exception {
        String job = backend.createJob("complete");
        backend.frames(job, "");

        assertThat(backend.frames(job, "3")).hasSize(3).first().asString().startsWith("id: 4\n");
        assertThat(backend.frames(job, "5")).containsExactly("event: end\ndata: {}");
        assertThat(backend.frames(job, "of-another-backend")).hasSize(6);
    }

    @Test
    void returnsTheConfigAsItWasSent() throws Exception {
        JsonObject config = backend.config().with("learningRate", JsonValue.of(0.0005)).with("maxSteps", JsonValue.of(7));

        HttpResponse<String> created = backend.createJob("complete", config);

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).contains("\"config\":" + config, "\"status\":\"queued\"", "\"error\":null");
    }

    @Test
    void listsTheNewestJobFirst() throws Exception {
        String first = backend.createJob("complete");
        String second = backend.createJob("complete");

        String body = backend.send("GET", "/v1/jobs" + TestBackend.SCOPE, null).body();

        assertThat(body.indexOf(second)).isPositive().isLessThan(body.indexOf(first));
    }

    @Test
    void hidesJobsOfOtherProjects() throws Exception {
        String job = backend.createJob("complete");
        backend.send("POST", "/v1/projects?orgSlug=local", "{\"name\":\"Other\",\"slug\":\"other\"}");

        assertThat(backend.send("GET", "/v1/jobs/" + job + "?projectSlug=other&orgSlug=local", null).statusCode()).isEqualTo(404);
        assertThat(backend.send("GET", "/v1/jobs/a%2Fb" + TestBackend.SCOPE, null).statusCode()).isEqualTo(404);
        assertThat(backend.send("POST", "/v1/projects?orgSlug=local", "{\"name\":\"Again\",\"slug\":\"other\"}").statusCode()).isEqualTo(409);
    }

    @Test
    void refusesByNameWhatItCannotDoBeforeThereIsAJob() throws Exception {
        HttpResponse<String> answer = backend.createJob("complete", backend.config()
                .with("loadIn4bit", JsonValue.of(true))
                .with("optim", JsonValue.of("lion"))
                .with("packing", JsonValue.of(true)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("config.loadIn4bit", "config.optim", "lion", "config.packing");
        assertThat(backend.send("GET", "/v1/jobs" + TestBackend.SCOPE, null).body()).isEqualTo("{\"jobs\":[]}");
    }

    @Test
    void refusesADatasetFileThatIsNotThere() throws Exception {
        JsonObject gone = JsonValue.object().with("type", JsonValue.of("file")).with("path", JsonValue.of(data.resolve("gone.jsonl").toString()));

        HttpResponse<String> answer = backend.createJob("complete", backend.config().with("datasetSource", gone));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("gone.jsonl");
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        HttpResponse<String> answer = backend.send("POST", "/v1/jobs" + TestBackend.SCOPE, "{\"name\":\"" + "x".repeat(9 << 20) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
    }
}
