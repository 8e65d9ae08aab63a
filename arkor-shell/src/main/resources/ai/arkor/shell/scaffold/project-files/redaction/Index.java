import ai.arkor.api.Arkor;
import ai.arkor.api.CheckpointContext;
import ai.arkor.api.CompletedContext;
import ai.arkor.api.Dataset;
import ai.arkor.api.LoraConfig;
import ai.arkor.api.Models;
import ai.arkor.api.Trainer;
import ai.arkor.api.chat.ChatRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Teaches a small model to take names, telephone numbers, mail addresses and streets out of short messages. */
class Index {

    private static final Path DATA = Arkor.projectDirectory().resolve("data");

    // On Arkor Cloud, in place of these two: Models.GEMMA_4_E4B_IT and Dataset.huggingFace("arkorlab/redaction-demo").
    private static final String MODEL = Models.ARKOR_TINY;
    private static final Dataset DATASET = Dataset.file(DATA.resolve("train.jsonl"));

    static final Arkor arkor = Arkor.of(Trainer.builder("redaction-run")
            .model(MODEL)
            .dataset(DATASET)
            .lora(LoraConfig.of(32, 64).maxLength(128))
            .learningRate(3e-3)
            .batchSize(16)
            .numTrainEpochs(3)
            .lrSchedulerType("cosine")
            .warmupSteps(20)
            .loggingSteps(10)
            .saveSteps(100)
            .onCheckpoint(Index::tryCheckpoint)
            .onCompleted(Index::measure)
            .build());

    /** Asks the adapter while it is still being trained. */
    private static void tryCheckpoint(CheckpointContext checkpoint) throws InterruptedException {
        String message = "Hello. Call Laura Bell on 045 555 2718.";
        ChatRequest question = ChatRequest.builder().system("Take out what is personal.").user(message).temperature(0).maxTokens(100).build();
        System.out.println("checkpoint " + checkpoint.step() + " says " + checkpoint.infer(question).text().strip());
    }

    /** Asks the finished adapter what it has not seen. */
    private static void measure(CompletedContext completed) throws IOException, InterruptedException {
        Rows heldOut = Rows.read(DATA.resolve("eval.jsonl"));
        System.out.println("asking about " + heldOut.rows().size() + " held-out messages");
        List<Rows.Answered> answers = heldOut.ask(completed.run(), completed.adapter());
        tell("text", answers.stream().filter(answer -> answer.isRight("redactedText")).count(), answers.size());
        tell("tags", answers.stream().filter(answer -> answer.isRight("tags")).count(), answers.size());
    }

    private static void tell(String what, long right, int of) {
        System.out.println("held-out " + what + ": " + right + " of " + of + " right");
    }
}
