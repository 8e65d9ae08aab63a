package ai.arkor.client;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.Dataset;
import ai.arkor.api.TrainerConfig;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.RunOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of a client share: a scripted backend, time under their hand, and an empty project folder. */
@Timeout(30)
abstract class ClientTest {

    @TempDir
    Path folder;

    final TestTime time = new TestTime();
    ScriptedCloud cloud;
    ArkorClient client;

    @BeforeEach
    void open() throws Exception {
        cloud = new ScriptedCloud();
        client = builder().build();
    }

    @AfterEach
    void shut() throws Exception {
        client.close();
        cloud.close();
    }

    ClientBuilder builder() {
        return ArkorClients.connect(cloud.address()).token(() -> "secret-token").organisation("me").projectDirectory(folder).timing(time::timing);
    }

    TrainerConfig config() {
        return TrainerConfig.builder("t").model("arkor-tiny").dataset(Dataset.huggingFace("a/b")).maxSteps(5).build();
    }

    TrainingRun submitted() throws InterruptedException {
        return client.submit(config(), RunOptions.DEFAULT);
    }
}
