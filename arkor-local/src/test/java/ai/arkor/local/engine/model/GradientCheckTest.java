package ai.arkor.local.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("try") // scopes and guards work by being open
class GradientCheckTest {
    private static final LlamaConfig SHAPE = TinyModels.GROUPED;
    private static final int[] TOKENS = {1, 17, 5, 39, 5, 0, 22, 8, 31};
    private static final long[] TARGETS = {17, 5, 39, 5, 0, 22, 8, 31, 2};

    /** Central differences of a float64 loss: truncation of about STEP² and rounding of about 1e-16 / STEP. */
    private static final double STEP = 1e-5;

    private static final double RELATIVE = 1e-5;

    /** Below this size of a gradient the difference is compared with {@code RELATIVE * FLOOR}: 1e-9 of a loss of about 4. */
    private static final double FLOOR = 1e-4;

    @ParameterizedTest
    @EnumSource(Projection.class)
    void agreesWithFiniteDifferencesForBothMatricesOfAnAdapter(Projection projection) {
        try (LlamaModel model = TinyModels.random(SHAPE, Precision.FLOAT64);
                LoraAdapter adapter = LoraAdapter.initialize(
                        SHAPE, LoraConfig.allProjections(3, 6, 0), Precision.FLOAT64, 1)) {
            TinyModels.fill(adapter.parameters(), 0.1, 5);
            backward(model, adapter, adapter.parameters());
            for (int layer = 0; layer < SHAPE.layers(); layer++) {
                check(model, adapter, adapter.parameters(), LoraAdapter.nameOfA(layer, projection));
                check(model, adapter, adapter.parameters(), LoraAdapter.nameOfB(layer, projection));
            }
        }
    }

    @Test
    void agreesWithFiniteDifferencesForEveryParameterOfAModel() {
        try (LlamaModel model = TinyModels.random(SHAPE, Precision.FLOAT64)) {
            backward(model, null, model.parameters());
            for (String name : model.parameters().names()) {
                check(model, null, model.parameters(), name);
            }
        }
    }

    /** Two dozen elements of a parameter, or all when it has fewer. */
    private static void check(
            LlamaModel model, @Nullable LoraAdapter adapter, ParameterSet parameters, String name) {
        double[] gradient = doubles(parameters, name);
        Random random = new Random(name.hashCode());
        double largest = 0;
        for (int sample = 0; sample < Math.min(24, gradient.length); sample++) {
            int index = random.nextInt(gradient.length);
            double numeric = (lossWithShift(model, adapter, parameters, name, index, STEP)
                            - lossWithShift(model, adapter, parameters, name, index, -STEP))
                    / (2 * STEP);
            double allowed = RELATIVE * Math.max(FLOOR, Math.max(Math.abs(numeric), Math.abs(gradient[index])));
            assertThat(Math.abs(gradient[index] - numeric))
                    .as("%s[%d]: backward %s, differences %s", name, index, gradient[index], numeric)
                    .isLessThanOrEqualTo(allowed);
            largest = Math.max(largest, Math.abs(numeric));
        }
        // Gradients at the floor would make the comparison above an empty one.
        assertThat(largest).as("largest gradient of " + name).isGreaterThan(10 * FLOOR);
    }

    private static double lossWithShift(
            LlamaModel model,
            @Nullable LoraAdapter adapter,
            ParameterSet parameters,
            String name,
            int index,
            double shift) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGrad = new NoGradGuard()) {
            DoubleBuffer values = parameters.tensor(name).createBuffer();
            double original = values.get(index);
            values.put(index, original + shift);
            double loss = loss(model, adapter).item_double();
            values.put(index, original);
            return loss;
        }
    }

    private static Tensor loss(LlamaModel model, @Nullable LoraAdapter adapter) {
        Tensor hidden = model.hiddenStates(TinyModels.ids(TOKENS), adapter, true);
        Tensor logits = model.logits(hidden).view(-1, SHAPE.vocabularySize());
        return torch.cross_entropy_loss(logits, Tensor.create(TARGETS, TARGETS.length));
    }

    private static void backward(
            LlamaModel model, @Nullable LoraAdapter adapter, ParameterSet parameters) {
        parameters.train();
        parameters.zeroGradients();
        try (PointerScope scope = new PointerScope()) {
            loss(model, adapter).backward();
        }
    }

    private static double[] doubles(ParameterSet parameters, String name) {
        try (PointerScope scope = new PointerScope()) {
            DoubleBuffer values = parameters.gradient(name).createBuffer();
            double[] copy = new double[values.remaining()];
            values.get(copy);
            return copy;
        }
    }

    @Test
    void givesTheSameBitsHoweverOftenTheCollectorRunsInBetween() {
        try (LlamaModel model = TinyModels.random(SHAPE, Precision.FLOAT32);
                LoraAdapter adapter = LoraAdapter.initialize(
                        SHAPE, LoraConfig.allProjections(3, 6, 0.3), Precision.FLOAT32, 1)) {
            TinyModels.fill(adapter.parameters(), 0.1, 5);
            adapter.parameters().train();
            FloatBuffer first = gradientsWithCollection(model, adapter);
            for (int repeat = 1; repeat < 60; repeat++) {
                assertThat(gradientsWithCollection(model, adapter)).as("repetition %d", repeat).isEqualTo(first);
            }
        }
    }

    private static FloatBuffer gradientsWithCollection(LlamaModel model, LoraAdapter adapter) {
        adapter.parameters().zeroGradients();
        torch.manual_seed(7);
        try (PointerScope scope = new PointerScope()) {
            Tensor loss = loss(model, adapter);
            System.gc();
            loss.backward();
            System.gc();
            FloatBuffer gradients = adapter.parameters().gradients().createBuffer();
            return FloatBuffer.allocate(gradients.remaining()).put(gradients).flip();
        }
    }
}
