import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.JobStatus;
import ai.arkor.api.TrainerRunner;
import ai.arkor.api.TrainingResult;
import ai.arkor.client.ArkorClients;
import ai.arkor.testkit.ScriptedCloud;
import ai.arkor.testkit.junit.ScriptedCloudExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rehearses the run in a second: nothing is trained, all of the trainer's code runs. */
@ExtendWith(ScriptedCloudExtension.class)
class IndexTest {

    @TempDir
    Path folder;

    @Test
    void theRunIsSubmittedItsCheckpointIsAskedAndItIsMeasured(ScriptedCloud cloud) throws Exception {
        // It speaks for the embedded backend, which reads this machine's files.
        cloud.answer("GET /v1/capabilities", 200, "{\"localFiles\":true,\"models\":[\"arkor-tiny\"]}");
        cloud.onChat(request -> "an answer");
        cloud.nextJob().started().log(10, 2.5).checkpoint(100).log(110, 0.25).completed();
        TrainingResult result;
        try (ArkorClient client = ArkorClients.connect(cloud.address()).token(cloud::token).organisation(cloud.organisation())
                .projectDirectory(folder).stateFile(project -> folder.resolve("state.json")).build()) {
            result = TrainerRunner.create().client(client).run(Index.class);
        }
        assertEquals(JobStatus.COMPLETED, result.status());
        assertEquals(1, cloud.requests("POST /v1/jobs").size());
        assertFalse(cloud.requests("POST /v1/inference/chat").isEmpty());
    }
}
