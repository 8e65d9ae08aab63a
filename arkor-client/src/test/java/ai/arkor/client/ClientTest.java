package ai.arkor.client;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.Dataset;
import ai.arkor.api.Models;
import ai.arkor.api.RunOptions;
import ai.arkor.api.Trainer;
import ai.arkor.api.TrainerConfig;
import ai.arkor.api.TrainingRun;
import ai.arkor.testkit.RecordedRequest;
import ai.arkor.testkit.ScriptedCloud;
import ai.arkor.testkit.ScriptedJob;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of a client share: a scripted backend, time under their hand, an empty project folder, and the script of the next job. */
@Timeout(30)
abstract class ClientTest {

    static final String STREAM = "GET /v1/jobs/*/events/stream";
    static final String PING = "event: ping\ndata:\n\n";
    static final String END = "event: end\ndata:\n\n";

    @TempDir
    Path folder;

    final TestTime time = new TestTime();
    ScriptedCloud cloud;
    ScriptedJob job;
    ArkorClient client;

    @BeforeEach
    void open() {
        cloud = ScriptedCloud.start();
        job = cloud.nextJob();
        client = builder().build();
    }

    @AfterEach
    void shut() throws Exception {
        client.close();
        cloud.close();
    }

    ClientBuilder builder() {
        return ArkorClients.connect(cloud.address()).token(cloud::token).organisation(cloud.organisation()).projectDirectory(folder).timing(time::timing);
    }

    TrainerConfig config() {
        return trainer().build().config();
    }

    Trainer.Builder trainer() {
        return Trainer.builder("t").model(Models.GEMMA_4_E4B_IT).dataset(Dataset.huggingFace("a/b")).maxSteps(5).client(client);
    }

    TrainingRun submitted() throws InterruptedException {
        return client.submit(config(), RunOptions.DEFAULT);
    }

    List<RecordedRequest> openings() {
        return cloud.requests(STREAM);
    }

    /** What each opening of the stream asked to go on after; a dash where it asked for the beginning. */
    List<String> resumptions() {
        return openings().stream().map(request -> request.headers().getOrDefault("Last-Event-ID", "-")).toList();
    }

    /** A frame with an id and more than its type. */
    static String frame(String id, String type, String fields) {
        return "id: " + id + "\nevent: " + type + "\ndata: {\"type\":\"" + type + "\",\"jobId\":\"job-1\",\"timestamp\":\"2026-01-02T03:04:0" + id + "Z\"" + fields + "}\n\n";
    }
}
