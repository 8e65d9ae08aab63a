package org.example.stopping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.Dataset;
import ai.arkor.api.JobStatus;
import ai.arkor.api.Models;
import ai.arkor.api.Trainer;
import ai.arkor.client.ArkorClients;
import ai.arkor.testkit.Fault;
import ai.arkor.testkit.ScriptedCloud;
import ai.arkor.testkit.junit.ScriptedCloudExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ScriptedCloudExtension.class)
class StopByHandTest {

    @TempDir
    Path folder;

    @Test
    void cancelsARunWhoseLossIsNoBetterThreeTimesInARow(ScriptedCloud cloud) throws Exception {
        // Without an end in the script: the run goes on until the code under test cancels it.
        cloud.nextJob().started().log(1, 2.0).log(2, 1.5).log(3, 1.6).log(4, Double.NaN).log(5, 1.5);
        assertEquals(JobStatus.CANCELLED, watch(cloud));
        assertEquals(1, cloud.requests("POST /v1/jobs/*/cancel").size());
    }

    @Test
    void takesNoBrokenStreamAndNoRepeatedLogForALackOfProgress(ScriptedCloud cloud) throws Exception {
        cloud.nextJob().started().log(1, 2.0).log(2, 2.5).log(3, 1.5).completed()
                .fault(Fault.dropAfterEvents(3), Fault.status(503).and(Fault.retryAfter("0")), Fault.rewind(2).and(Fault.duplicate()));
        assertEquals(JobStatus.COMPLETED, watch(cloud));
        assertEquals(0, cloud.requests("POST /v1/jobs/*/cancel").size());
    }

    private JobStatus watch(ScriptedCloud cloud) throws InterruptedException {
        try (ArkorClient client = ArkorClients.connect(cloud.address()).token(cloud::token).organisation(cloud.organisation()).projectDirectory(folder).build()) {
            Trainer trainer = Trainer.builder("tested").model(Models.GEMMA_4_E4B_IT).dataset(Dataset.huggingFace("a/b")).client(client).build();
            return new StopByHand().watch(trainer.start()).status();
        }
    }
}
