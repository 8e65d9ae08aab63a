package org.example.sweep;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.Dataset;
import ai.arkor.api.LoraConfig;
import ai.arkor.api.Models;
import ai.arkor.api.Sweep;
import ai.arkor.api.SweepDetachedException;
import ai.arkor.api.SweepResult;
import ai.arkor.api.SweepTrial;
import ai.arkor.api.Trainer;
import ai.arkor.client.ArkorClients;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Tries learning rates and LoRA ranks in every combination, two runs at a time, and says which did best on held-out rows. What takes longer than two hours
 * is cancelled.
 *
 * <pre>{@code
 * java -cp 'examples/target/lib/*' examples/src/main/java/org/example/sweep/SmallSweep.java
 * }</pre>
 */
public final class SmallSweep {

    private final ArkorClient client;
    private final Duration longest;

    /** @param client to start runs with; it stays the caller's */
    public SmallSweep(ArkorClient client, Duration longest) {
        this.client = client;
        this.longest = longest;
    }

    /** All trials, however each ended. */
    public SweepResult run() throws InterruptedException {
        Trainer base = Trainer.builder("small-sweep")
                .model(Models.GEMMA_4_E4B_IT)
                .dataset(Dataset.huggingFace("arkorlab/triage-demo"))
                .lora(LoraConfig.of(16, 32))
                .maxSteps(100)
                .evalSteps(20)
                .saveSteps(20)
                .build();
        try {
            return Sweep.of(base)
                    .vary("learningRate", 1e-4, 3e-4)
                    .vary("lora.r", 8, 16)
                    .parallel(2)
                    .timeout(longest)
                    .client(client)
                    .run();
        } catch (SweepDetachedException left) {
            // Nobody would wait for them: without this, what was started would go on.
            left.result().cancel();
            throw left;
        }
    }

    private static String line(SweepTrial trial, SweepResult result) {
        String status = trial.result().map(ended -> ended.status().raw()).or(() -> trial.failure().map(Throwable::getMessage)).orElse("not started");
        String score = trial.score(result.metric()).map(found -> " " + result.metric() + " " + found.value() + " at step " + found.step()).orElse("");
        return trial.number() + " " + trial.settings() + " " + status + score;
    }

    /** Its exit status is 0 when there is a best trial. */
    public static void main(String[] args) throws InterruptedException {
        try (ArkorClient client = ArkorClients.open(Path.of(""))) {
            SweepResult result = new SmallSweep(client, Duration.ofHours(2)).run();
            result.trials().forEach(trial -> System.out.println(line(trial, result)));
            if (result.best().isEmpty()) {
                System.err.println("no trial completed with a finite " + result.metric());
                System.exit(1);
            }
            SweepTrial best = result.best().get();
            System.out.println("best: " + best.settings() + ", " + best.model().orElseThrow() + " of " + best.run().orElseThrow().reference());
        }
    }
}
