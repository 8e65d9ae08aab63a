package ai.arkor.benchmarks;

import ai.arkor.local.engine.generate.Generation;
import ai.arkor.local.engine.generate.GenerationOptions;
import ai.arkor.local.engine.generate.TokenGenerator;
import ai.arkor.local.engine.model.LlamaConfig;
import ai.arkor.local.engine.model.LlamaModel;
import ai.arkor.local.engine.model.LoraAdapter;
import ai.arkor.local.engine.model.LoraConfig;
import ai.arkor.local.engine.model.Precision;
import ai.arkor.local.engine.train.Batch;
import ai.arkor.local.engine.train.Example;
import ai.arkor.local.engine.train.LanguageModelLoss;
import ai.arkor.local.engine.train.LearningRateSchedule;
import ai.arkor.local.engine.train.TrainingListener;
import ai.arkor.local.engine.train.TrainingLoop;
import ai.arkor.local.engine.train.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Tokens per second of the engine's LoRA training step and greedy decoding beside a hand-written libtorch loop on the same
 * weights, batch and single thread. Run it with
 *
 * <pre>mvn -B -q -Pbenchmark -pl arkor-benchmarks -am -DskipTests verify</pre>
 */
public final class EngineBenchmark {
    /** The shape of the project's own base model, near enough. */
    private static final LlamaConfig SHAPE =
            new LlamaConfig(3072, 128, 352, 4, 4, 2, 32, 512, 1e-5, 10_000, true, 1, 2);

    private static final LoraConfig LORA = LoraConfig.allProjections(16, 32, 0);
    private static final double LEARNING_RATE = 1e-3;
    private static final int ROWS = 8;
    private static final int LENGTH = 128;
    private static final int STEPS = 8;
    private static final int DECODED = 200;

    private EngineBenchmark() {}

    public static void main(String[] arguments) {
        try (LlamaModel model = LlamaModel.initialize(SHAPE, Precision.FLOAT32, 1);
                LoraAdapter adapter = LoraAdapter.initialize(SHAPE, LORA, Precision.FLOAT32, 2)) {
            System.out.println(training(model, adapter));
            System.out.println(decoding(model));
        }
    }

    private static Interleaved training(LlamaModel model, LoraAdapter adapter) {
        Batch batch = batch();
        long[] inputs = new long[ROWS * LENGTH];
        long[] targets = new long[ROWS * LENGTH];
        for (int i = 0; i < inputs.length; i++) {
            int[] tokens = batch.examples().get(i / LENGTH).tokens();
            inputs[i] = tokens[i % LENGTH];
            targets[i] = tokens[i % LENGTH + 1];
        }
        BareTraining bare = new BareTraining(
                SHAPE, BareWeights.copyOf(model, adapter), LORA.scale(), LEARNING_RATE, LENGTH);
        TrainingOptions options = TrainingOptions.builder(Long.MAX_VALUE, LEARNING_RATE)
                .warmupSteps(0)
                .schedule(LearningRateSchedule.CONSTANT)
                .loggingSteps(0)
                .build();
        try (TrainingLoop loop = TrainingLoop.lora(model, adapter, options)) {
            Interleaved result = Interleaved.measure(
                    "LoRA training step",
                    STEPS * ROWS * LENGTH,
                    () -> loop.run(index -> batch, List.of(), new StopAfter(STEPS)),
                    () -> {
                        for (int step = 0; step < STEPS; step++) {
                            bare.step(inputs, targets, ROWS, LENGTH);
                        }
                    });
            // The bare loop reports the loss before its step: that of one step more is the one after all others.
            double bareAfter = bare.step(inputs, targets, ROWS, LENGTH);
            double ours = LanguageModelLoss.evaluate(model, adapter, List.of(batch));
            requireEqual("loss after training", ours, bareAfter, 0.02 * Math.abs(bareAfter));
            return result;
        }
    }

    private static Batch batch() {
        Random random = new Random(5);
        List<Example> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            rows.add(Example.text(random.ints(LENGTH + 1, 0, SHAPE.vocabularySize()).toArray()));
        }
        return new Batch(rows);
    }

    private static Interleaved decoding(LlamaModel model) {
        TokenGenerator generator = new TokenGenerator(model);
        GenerationOptions options = GenerationOptions.greedy(DECODED, Set.of());
        BareDecoding bare = new BareDecoding(SHAPE, BareWeights.copyOf(model), DECODED);
        Generation ours = generator.generate(null, new int[] {1}, options, token -> true);
        if (!ours.tokens().equals(bare.decode(1, DECODED))) {
            throw new IllegalStateException("The two decode different tokens; their speeds cannot be compared");
        }
        return Interleaved.measure(
                "greedy decoding",
                DECODED,
                () -> generator.generate(null, new int[] {1}, options, token -> true),
                () -> bare.decode(1, DECODED));
    }

    private static void requireEqual(String what, double ours, double bare, double tolerance) {
        if (!(Math.abs(ours - bare) <= tolerance)) {
            throw new IllegalStateException(what + ": engine " + ours + ", bare loop " + bare + "; they do not compute the same");
        }
    }

    /** Ends a run after some steps; the loop can be run on. */
    private static final class StopAfter implements TrainingListener {
        private int left;

        StopAfter(int steps) {
            this.left = steps;
        }

        @Override
        public boolean stopRequested() {
            return left-- == 0;
        }
    }
}
