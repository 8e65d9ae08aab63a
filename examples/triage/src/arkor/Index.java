import ai.arkor.api.Arkor;
import ai.arkor.api.CheckpointContext;
import ai.arkor.api.CompletedContext;
import ai.arkor.api.Dataset;
import ai.arkor.api.LoraConfig;
import ai.arkor.api.Models;
import ai.arkor.api.Trainer;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;

/** Teaches a small model to sort support tickets by category and urgency. */
class Index {

    /** Another data folder, for instance of another seed, can be named in TRIAGE_DATA. */
    private static final Path DATA = Arkor.projectDirectory().resolve(System.getenv().getOrDefault("TRIAGE_DATA", "data"));

    static final Arkor arkor = Arkor.of(Trainer.builder("triage-run")
            .model(Models.ARKOR_TINY)
            .dataset(Dataset.file(DATA.resolve("train.jsonl")))
            .lora(LoraConfig.of(16, 32).maxLength(128))
            .learningRate(8e-4)
            .batchSize(16)
            .numTrainEpochs(3)
            .lrSchedulerType("cosine")
            .warmupSteps(20)
            .weightDecay(0.01)
            .extra("loraDropout", JsonValue.of(0.05))
            .loggingSteps(10)
            .evalSteps(100)
            .saveSteps(100)
            .onCheckpoint(Index::tryCheckpoint)
            .onCompleted(Index::measure)
            .build());

    /** Asks the adapter while it is still being trained. */
    private static void tryCheckpoint(CheckpointContext checkpoint) throws InterruptedException {
        String ticket = "My parcel was due on Monday and the tracking page has not changed since. Please hurry.";
        String answer = checkpoint.infer(Tickets.question(ticket)).text();
        System.out.println("checkpoint " + checkpoint.step() + " says " + answer);
    }

    /** Compares the base model and the adapter on tickets that neither has seen, in sentences, products and names that training did not have. */
    private static void measure(CompletedContext completed) throws IOException, InterruptedException {
        Tickets heldOut = Tickets.read(DATA.resolve("heldout.jsonl"));
        System.out.println("asking base and adapter about " + heldOut.size() + " held-out tickets");
        double base = heldOut.accuracy(completed.run(), ModelRef.base(Models.ARKOR_TINY));
        double adapter = heldOut.accuracy(completed.run(), completed.adapter());
        System.out.printf(java.util.Locale.ROOT, "held-out accuracy: base %.1f %%, adapter %.1f %%%n", base, adapter);
    }
}
