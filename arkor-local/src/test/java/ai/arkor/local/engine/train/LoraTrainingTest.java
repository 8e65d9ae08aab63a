package ai.arkor.local.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.arkor.local.engine.model.LlamaConfig;
import ai.arkor.local.engine.model.LlamaModel;
import ai.arkor.local.engine.model.LoraAdapter;
import ai.arkor.local.engine.model.LoraConfig;
import ai.arkor.local.engine.model.ModelFolder;
import ai.arkor.local.engine.model.Precision;
import ai.arkor.local.engine.weights.StoredType;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoraTrainingTest {
    private static final LlamaConfig TINY = new LlamaConfig(32, 16, 24, 2, 4, 2, 4, 64, 1e-5, 10_000, true, 1, 2);
    private static final LoraConfig LORA = LoraConfig.allProjections(8, 16, 0.1);

    @Test
    void learnsWithTheAdapterAndLeavesTheModelAsItWas(@TempDir Path folder) {
        pretrain(folder);
        try (LlamaModel model = LlamaModel.load(folder, Precision.FLOAT32);
                LoraAdapter adapter = LoraAdapter.initialize(TINY, LORA, Precision.FLOAT32, 2);
                TrainingLoop loop = TrainingLoop.lora(model, adapter, TrainingOptions.of(150, 2e-2))) {
            List<Batch> heldOut = List.of(constantBatch(10_000));
            List<FloatBuffer> before = weights(model);
            double untrained = LanguageModelLoss.evaluate(model, heldOut);
            loop.run(LoraTrainingTest::constantBatch, List.of(), new TrainingListener() {});
            assertThat(LanguageModelLoss.evaluate(model, adapter, heldOut)).isLessThan(untrained / 2);
            assertThat(LanguageModelLoss.evaluate(model, heldOut)).isEqualTo(untrained);
            assertThat(weights(model)).isEqualTo(before);
        }
    }

    /** A random model has next to no say in its logits; one that has learned something else can be turned. */
    private static void pretrain(Path folder) {
        try (LlamaModel model = LlamaModel.initialize(TINY, Precision.FLOAT32, 1);
                TrainingLoop loop = TrainingLoop.fullParameters(model, TrainingOptions.of(60, 1e-2))) {
            Batch text = new Batch(List.of(Example.text(1, 2, 3, 4, 5, 6, 9, 8, 7), Example.text(20, 9, 4, 31, 7, 30)));
            loop.run(index -> text, List.of(), new TrainingListener() {});
            ModelFolder.save(model, folder, StoredType.F32);
        }
    }

    @Test
    void scoresOnlyLabelledTokens() {
        int[] tokens = {3, 4, 5, 6, 7};
        int[] labels = {Example.IGNORED, Example.IGNORED, Example.IGNORED, 6, Example.IGNORED};
        try (LlamaModel model = LlamaModel.initialize(TINY, Precision.FLOAT64, 1)) {
            double all = LanguageModelLoss.evaluate(model, List.of(new Batch(List.of(Example.text(tokens)))));
            double sum = 0;
            for (int scored = 1; scored < tokens.length; scored++) {
                int[] one = {Example.IGNORED, Example.IGNORED, Example.IGNORED, Example.IGNORED, Example.IGNORED};
                one[scored] = tokens[scored];
                // Beside a longer row, so that this one is padded.
                Example longer = new Example(new int[] {1, 2, 3, 4, 5, 6, 7, 8}, ignoreAll(8));
                sum += LanguageModelLoss.evaluate(model, List.of(new Batch(List.of(new Example(tokens, one), longer))));
            }
            assertThat(sum / 4).isCloseTo(all, within(1e-12));
            Example third = new Example(tokens, labels);
            assertThat(third.targets()).isEqualTo(1);
            assertThat(third.usedLength()).isEqualTo(4);
        }
    }

    private static int[] ignoreAll(int length) {
        int[] labels = new int[length];
        java.util.Arrays.fill(labels, Example.IGNORED);
        return labels;
    }

    @Test
    void repeatsBitForBitFromItsSeed() {
        assertThat(trained(1)).isEqualTo(trained(1));
        assertThat(trained(1)).isNotEqualTo(trained(2));
    }

    private static List<FloatBuffer> trained(long seed) {
        TrainingOptions options = TrainingOptions.builder(10, 1e-2).seed(seed).build();
        try (LlamaModel model = LlamaModel.initialize(TINY, Precision.FLOAT32, 1);
                LoraAdapter adapter = LoraAdapter.initialize(TINY, LORA, Precision.FLOAT32, 2);
                TrainingLoop loop = TrainingLoop.lora(model, adapter, options)) {
            loop.run(LoraTrainingTest::constantBatch, List.of(), new TrainingListener() {});
            List<FloatBuffer> values = new ArrayList<>();
            adapter.parameters().names().forEach(name -> values.add(adapter.parameters().copy(name)));
            return values;
        }
    }

    private static List<FloatBuffer> weights(LlamaModel model) {
        return model.parameters().names().stream().map(model.parameters()::copy).toList();
    }

    /** Rows that answer any start with 7 8 9. */
    private static Batch constantBatch(long index) {
        Random random = new Random(index);
        List<Example> rows = new ArrayList<>();
        for (int row = 0; row < 4; row++) {
            int ignored = Example.IGNORED;
            rows.add(new Example(
                    new int[] {random.nextInt(32), random.nextInt(32), 7, 8, 9}, new int[] {ignored, ignored, 7, 8, 9}));
        }
        return new Batch(rows);
    }
}
