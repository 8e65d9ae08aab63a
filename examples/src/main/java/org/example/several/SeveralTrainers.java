package org.example.several;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.ArkorException;
import ai.arkor.api.Dataset;
import ai.arkor.api.LogContext;
import ai.arkor.api.LoraConfig;
import ai.arkor.api.Models;
import ai.arkor.api.Trainer;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.client.ArkorClients;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tries several learning rates and says which did best: one run after another, until one fails, or all at once, whatever becomes of each.
 *
 * <pre>{@code
 * java -cp 'examples/target/lib/*' examples/src/main/java/org/example/several/SeveralTrainers.java in-sequence
 * java -cp 'examples/target/lib/*' examples/src/main/java/org/example/several/SeveralTrainers.java in-parallel
 * }</pre>
 */
public final class SeveralTrainers {

    private static final List<Double> LEARNING_RATES = List.of(1e-4, 2e-4, 4e-4);

    private final ArkorClient client;
    /** The last loss of each run, by its job's id: callbacks of different runs may be on different threads. */
    private final Map<String, Double> losses = new ConcurrentHashMap<>();

    /** @param client to start runs with; it stays the caller's */
    public SeveralTrainers(ArkorClient client) {
        this.client = client;
    }

    private Trainer trainer(double learningRate) {
        return Trainer.builder("learning-rate-" + learningRate)
                .model(Models.GEMMA_4_E4B_IT)
                .dataset(Dataset.huggingFace("arkorlab/triage-demo"))
                .lora(LoraConfig.of(16, 32))
                .learningRate(learningRate)
                .maxSteps(100)
                .onLog(this::note)
                .client(client)
                .build();
    }

    private void note(LogContext log) {
        log.loss().ifPresent(loss -> losses.put(log.job().id(), loss));
    }

    /** @throws ai.arkor.api.TrainingFailedException when a run does not complete; those after it are not started */
    public List<Outcome> inSequence() throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (double learningRate : LEARNING_RATES) {
            outcomes.add(outcome(trainer(learningRate).await().orThrow()));
        }
        return outcomes;
    }

    /** Waits for all; a run that could not be started or watched has that as its outcome. */
    public List<Outcome> inParallel() throws InterruptedException {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (double learningRate : LEARNING_RATES) {
            outcomes.add(start(trainer(learningRate)));
        }
        return outcomes.stream().map(CompletableFuture::join).toList();
    }

    /** Waits for the submission only. */
    private CompletableFuture<Outcome> start(Trainer trainer) throws InterruptedException {
        try {
            TrainingRun run = trainer.start();
            return run.awaitAsync().handle((result, lost) -> lost == null ? outcome(result) : new Outcome(trainer.name(), lost.getMessage(), Double.NaN));
        } catch (ArkorException refused) {
            return CompletableFuture.completedFuture(new Outcome(trainer.name(), refused.getMessage(), Double.NaN));
        }
    }

    private Outcome outcome(TrainingResult result) {
        return new Outcome(result.job().name(), result.status().raw(), losses.getOrDefault(result.job().id(), Double.NaN));
    }

    /**
     * What became of a run.
     *
     * @param status the run's, or why it has none
     * @param loss the last that was logged, in nats per token; NaN when there was none
     */
    public record Outcome(String name, String status, double loss) {}

    /** @param args {@code in-parallel}, else it is in sequence */
    public static void main(String[] args) throws InterruptedException {
        boolean parallel = args.length == 1 && args[0].equals("in-parallel");
        try (ArkorClient client = ArkorClients.open(Path.of(""))) {
            SeveralTrainers trainers = new SeveralTrainers(client);
            List<Outcome> outcomes = parallel ? trainers.inParallel() : trainers.inSequence();
            outcomes.stream().sorted(Comparator.comparingDouble(Outcome::loss)).forEach(System.out::println);
        }
    }
}
