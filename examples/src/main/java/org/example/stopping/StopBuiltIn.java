package org.example.stopping;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.Dataset;
import ai.arkor.api.EarlyStopping;
import ai.arkor.api.LoraConfig;
import ai.arkor.api.Models;
import ai.arkor.api.Trainer;
import ai.arkor.api.TrainingResult;
import ai.arkor.client.ArkorClients;
import java.nio.file.Path;

/**
 * Gives a run up when the loss on held-out rows has not fallen by 0.01 for three evaluations, or is above 4: the built-in early stopping, which cancels
 * the run and goes on trying to when the backend cannot be reached.
 *
 * <pre>{@code
 * java -cp 'examples/target/lib/*' examples/src/main/java/org/example/stopping/StopBuiltIn.java
 * }</pre>
 */
public final class StopBuiltIn {

    private StopBuiltIn() {}

    public static void main(String[] args) throws InterruptedException {
        try (ArkorClient client = ArkorClients.open(Path.of(""))) {
            TrainingResult result = Trainer.builder("stop-built-in")
                    .model(Models.GEMMA_4_E4B_IT)
                    .dataset(Dataset.huggingFace("arkorlab/triage-demo"))
                    .lora(LoraConfig.of(16, 32))
                    .maxSteps(1_000)
                    .evalSteps(25)
                    .earlyStopping(EarlyStopping.onEvalLoss().patience(3).minDelta(0.01).ceiling(4))
                    .client(client)
                    .build()
                    .await();
            System.out.println(result.status() + result.stoppedEarly().map(why -> ": " + why).orElse(""));
        }
    }
}
