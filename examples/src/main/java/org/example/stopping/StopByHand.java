package org.example.stopping;

import ai.arkor.api.AbortController;
import ai.arkor.api.AbortedException;
import ai.arkor.api.ArkorClient;
import ai.arkor.api.AwaitOptions;
import ai.arkor.api.Callbacks;
import ai.arkor.api.Dataset;
import ai.arkor.api.LogContext;
import ai.arkor.api.LoraConfig;
import ai.arkor.api.Models;
import ai.arkor.api.Trainer;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingRun;
import ai.arkor.client.ArkorClients;
import java.nio.file.Path;

/**
 * Gives a run up when three logged losses in a row were no better than the best before them: early stopping by a rule of one's own, in two steps. For the
 * rules that most need, see {@code StopBuiltIn}.
 *
 * <pre>{@code
 * java -cp 'examples/target/lib/*' examples/src/main/java/org/example/stopping/StopByHand.java
 * }</pre>
 */
public final class StopByHand {

    private static final int PATIENCE = 3;

    private final AbortController stop = new AbortController();
    private double best = Double.POSITIVE_INFINITY;
    private int noBetter;

    /** Watches a run until it is over or given up; one object watches one run. */
    public TrainingJob watch(TrainingRun run) throws InterruptedException {
        Callbacks callbacks = Callbacks.builder().onLog(this::look).build();
        try {
            return run.await(AwaitOptions.DEFAULT.callbacks(callbacks).abortSignal(stop.signal())).job();
        } catch (AbortedException aborted) {
            if (!stop.signal().isAborted()) {
                throw aborted;
            }
            // The abort ended the waiting, and nothing else: the run goes on, and costs, until it is cancelled.
            run.cancel();
            return run.refresh();
        }
    }

    private void look(LogContext log) {
        log.loss().ifPresent(loss -> {
            // A loss that is not a number is no better than any.
            noBetter = loss < best ? 0 : noBetter + 1;
            best = Math.min(best, Double.isNaN(loss) ? best : loss);
            if (noBetter == PATIENCE) {
                stop.abort("the loss was " + loss + " at step " + log.step() + ", and " + best + " before");
            }
        });
    }

    public static void main(String[] args) throws InterruptedException {
        try (ArkorClient client = ArkorClients.open(Path.of(""))) {
            TrainingRun run = Trainer.builder("stop-by-hand")
                    .model(Models.GEMMA_4_E4B_IT)
                    .dataset(Dataset.huggingFace("arkorlab/triage-demo"))
                    .lora(LoraConfig.of(16, 32))
                    .maxSteps(1_000)
                    .client(client)
                    .build()
                    .start();
            StopByHand stopping = new StopByHand();
            System.out.println(stopping.watch(run).status() + stopping.stop.signal().reason().map(why -> ": " + why).orElse(""));
        }
    }
}
