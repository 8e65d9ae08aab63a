package ai.arkor.local.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.local.engine.model.LlamaConfig;
import ai.arkor.local.engine.model.LlamaModel;
import ai.arkor.local.engine.model.Precision;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLoopTest {
    private static final LlamaConfig TINY = new LlamaConfig(32, 16, 24, 2, 4, 2, 4, 64, 1e-5, 10_000, true, 1, 2);

    @TempDir
    Path folder;

    @Test
    void learnsARuleOfTheData() {
        try (LlamaModel model = LlamaModel.initialize(TINY, Precision.FLOAT32, 1);
                TrainingLoop loop = TrainingLoop.fullParameters(model, TrainingOptions.of(150, 1e-2))) {
            List<Batch> heldOut = List.of(countingBatch(10_000));
            double before = LanguageModelLoss.evaluate(model, heldOut);
            loop.run(TrainingLoopTest::countingBatch, heldOut, new TrainingListener() {});
            double after = LanguageModelLoss.evaluate(model, heldOut);
            assertThat(before).isBetween(3.3, 3.7);
            assertThat(after).isLessThan(0.5);
        }
    }

    @Test
    void givesTheSameWeightsWhenInterruptedAndResumed() {
        TrainingOptions options = TrainingOptions.builder(12, 1e-2).weightDecay(0.1).accumulation(2).build();
        Map<String, FloatBuffer> uninterrupted;
        try (LlamaModel model = LlamaModel.initialize(TINY, Precision.FLOAT32, 1);
                TrainingLoop loop = TrainingLoop.fullParameters(model, options)) {
            loop.run(TrainingLoopTest::countingBatch, List.of(), new TrainingListener() {});
            uninterrupted = weights(model);
        }
        Path state = folder.resolve("state.safetensors");
        try (LlamaModel model = LlamaModel.initialize(TINY, Precision.FLOAT32, 1);
                TrainingLoop loop = TrainingLoop.fullParameters(model, options)) {
            int[] asked = {0};
            TrainingOutcome outcome = loop.run(TrainingLoopTest::countingBatch, List.of(), new TrainingListener() {
                @Override
                public boolean stopRequested() {
                    return asked[0]++ == 5;
                }
            });
            assertThat(outcome).isEqualTo(new TrainingOutcome(5, true));
            loop.saveState(state);
        }
        try (LlamaModel model = LlamaModel.initialize(TINY, Precision.FLOAT32, 99);
                TrainingLoop loop = TrainingLoop.fullParameters(model, options)) {
            assertThat(loop.resume(state)).isEqualTo(5);
            loop.run(TrainingLoopTest::countingBatch, List.of(), new TrainingListener() {});
            assertThat(weights(model)).isEqualTo(uninterrupted);
        }
    }

    @Test
    void countsAccumulatedBatchesAsOne() {
        Example a = Example.text(1, 2, 3, 4, 5, 6, 7, 8);
        Example b = Example.text(9, 10, 11);
        Map<String, FloatBuffer> together = afterOneStep(1, index -> new Batch(List.of(a, b)));
        Map<String, FloatBuffer> apart = afterOneStep(2, index -> new Batch(List.of(index == 0 ? a : b)));
        together.forEach((name, expected) -> {
            FloatBuffer actual = apart.get(name);
            for (int i = 0; i < expected.limit(); i++) {
                // Adam's first step is the sign of the gradient: where that is noise, both directions are right.
                assertThat(actual.get(i)).isCloseTo(expected.get(i), org.assertj.core.data.Offset.offset(2e-5f));
            }
        });
    }

    private static Map<String, FloatBuffer> afterOneStep(int accumulation, Batches batches) {
        TrainingOptions options = TrainingOptions.builder(1, 1e-5).accumulation(accumulation).build();
        try (LlamaModel model = LlamaModel.initialize(TINY, Precision.FLOAT32, 1);
                TrainingLoop loop = TrainingLoop.fullParameters(model, options)) {
            loop.run(batches, List.of(), new TrainingListener() {});
            return weights(model);
        }
    }

    @Test
    void stopsAtALossThatIsNotANumber() {
        TrainingOptions options = TrainingOptions.builder(50, 1e30)
                .warmupSteps(0)
                .maxGradientNorm(0)
                .schedule(LearningRateSchedule.CONSTANT)
                .build();
        try (LlamaModel model = LlamaModel.initialize(TINY, Precision.FLOAT32, 1);
                TrainingLoop loop = TrainingLoop.fullParameters(model, options)) {
            assertThatThrownBy(() -> loop.run(TrainingLoopTest::countingBatch, List.of(), new TrainingListener() {}))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("at step ")
                    .hasMessageContaining("learning rate 1.0E30");
        }
    }

    @Test
    void logsEvaluatesAndAsksForCheckpointsWhenDue() {
        TrainingOptions options = TrainingOptions.builder(6, 1e-3)
                .loggingSteps(2)
                .evaluationSteps(3)
                .checkpointSteps(2)
                .batchesPerEpoch(4)
                .build();
        List<String> seen = new ArrayList<>();
        try (LlamaModel model = LlamaModel.initialize(TINY, Precision.FLOAT32, 1);
                TrainingLoop loop = TrainingLoop.fullParameters(model, options)) {
            loop.run(TrainingLoopTest::countingBatch, List.of(countingBatch(77)), new TrainingListener() {
                @Override
                public void logged(StepLog log) {
                    assertThat(log.loss()).isPositive();
                    assertThat(log.tokensPerSecond()).isPositive();
                    seen.add("log " + log.step() + " epoch " + log.epoch());
                }

                @Override
                public void evaluated(long step, double loss) {
                    assertThat(loss).isPositive();
                    seen.add("evaluation " + step);
                }

                @Override
                public void checkpoint(long step) {
                    seen.add("checkpoint " + step);
                }
            });
        }
        assertThat(seen)
                .containsExactly(
                        "log 2 epoch 0.5", "checkpoint 2", "evaluation 3", "log 4 epoch 1.0", "checkpoint 4",
                        "log 6 epoch 1.5", "evaluation 6");
    }

    /** Rows in which every token is its predecessor plus three. */
    private static Batch countingBatch(long index) {
        Random random = new Random(index);
        List<Example> rows = new ArrayList<>();
        for (int row = 0; row < 4; row++) {
            int[] tokens = new int[6 + random.nextInt(8)];
            tokens[0] = random.nextInt(32);
            for (int i = 1; i < tokens.length; i++) {
                tokens[i] = (tokens[i - 1] + 3) % 32;
            }
            rows.add(Example.text(tokens));
        }
        return new Batch(rows);
    }

    private static Map<String, FloatBuffer> weights(LlamaModel model) {
        Map<String, FloatBuffer> weights = new LinkedHashMap<>();
        model.parameters().names().forEach(name -> weights.put(name, model.parameters().copy(name)));
        return weights;
    }
}
