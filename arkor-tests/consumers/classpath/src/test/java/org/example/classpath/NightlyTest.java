package org.example.classpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.JobStatus;
import ai.arkor.api.Trainer;
import ai.arkor.api.spi.ArkorClientProvider;
import ai.arkor.client.ArkorClients;
import ai.arkor.testkit.Fault;
import ai.arkor.testkit.ScriptedCloud;
import ai.arkor.testkit.junit.ScriptedCloudExtension;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@ExtendWith(ScriptedCloudExtension.class)
class NightlyTest {

    @Test
    void definesATrainerFromTheClassPath() {
        assertFalse(Trainer.class.getModule().isNamed());
        assertEquals("nightly", Nightly.trainer().name());
    }

    @Test
    void theClientIsFoundOnTheClassPath() {
        assertTrue(ServiceLoader.load(ArkorClientProvider.class).findFirst().isPresent());
    }

    @Test
    void aRunIsStartedAgainstTheTestKit(ScriptedCloud cloud, @TempDir Path folder) throws Exception {
        assertFalse(ScriptedCloud.class.getModule().isNamed());
        cloud.nextJob().started().log(1, 2.5).completed().fault(Fault.dropAfterEvents(1));
        try (ArkorClient client = ArkorClients.connect(cloud.address()).token(cloud::token).organisation(cloud.organisation()).projectDirectory(folder).build()) {
            assertEquals(JobStatus.COMPLETED, Trainer.of(Nightly.trainer().config()).client(client).build().await().status());
        }
        assertEquals("nightly", cloud.jobs().get(0).record().string("name").orElseThrow());
    }
}
