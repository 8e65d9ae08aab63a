package org.example.rehearsal;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.Dataset;
import ai.arkor.api.Models;
import ai.arkor.api.Trainer;
import ai.arkor.api.TrainingResult;
import ai.arkor.client.ArkorClients;
import ai.arkor.testkit.Fault;
import ai.arkor.testkit.ScriptedCloud;
import java.nio.file.Path;

/** A run from its start to its end, over a stream that breaks. */
final class Rehearsal {

    private Rehearsal() {}

    /** @param args the project folder */
    public static void main(String[] args) throws InterruptedException {
        try (ScriptedCloud cloud = ScriptedCloud.start(); ArkorClient client = client(cloud, Path.of(args[0]))) {
            cloud.nextJob().started().log(1, 2.5).log(2, 1.25).completed().fault(Fault.dropAfterEvents(2));
            TrainingResult result = Trainer.builder("rehearsal")
                    .model(Models.GEMMA_4_E4B_IT)
                    .dataset(Dataset.huggingFace("arkorlab/triage-demo"))
                    .onLog(log -> System.out.println("step " + log.step() + " loss " + log.loss().orElseThrow()))
                    .client(client)
                    .build()
                    .await()
                    .orThrow();
            System.out.println(result.status());
        }
    }

    private static ArkorClient client(ScriptedCloud cloud, Path project) {
        return ArkorClients.connect(cloud.address()).token(cloud::token).organisation(cloud.organisation()).projectDirectory(project).build();
    }
}
