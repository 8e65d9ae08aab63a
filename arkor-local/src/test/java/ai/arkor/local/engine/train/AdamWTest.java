package ai.arkor.local.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.arkor.local.engine.model.LoraAdapter;
import ai.arkor.local.engine.model.LoraConfig;
import ai.arkor.local.engine.model.LlamaConfig;
import ai.arkor.local.engine.model.ParameterSet;
import ai.arkor.local.engine.model.Precision;
import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // scopes and guards work by being open
class AdamWTest {
    private static final LlamaConfig SHAPE = new LlamaConfig(8, 16, 16, 1, 2, 2, 8, 16, 1e-5, 10_000, true, 1, 2);

    @Test
    void takesTheStepsLibtorchsOwnTakes() {
        TrainingOptions options = TrainingOptions.builder(30, 1e-2).weightDecay(0.05).build();
        try (LoraAdapter adapter =
                        LoraAdapter.initialize(SHAPE, LoraConfig.allProjections(2, 4, 0), Precision.FLOAT64, 1);
                PointerScope scope = new PointerScope()) {
            ParameterSet parameters = adapter.parameters();
            parameters.train();
            Tensor reference = parameters.values().detach().clone().requires_grad_(true);
            // Its defaults for betas and epsilon are ours. Its betas() must not be written to: it lays the pair out backwards.
            AdamWOptions settings = new AdamWOptions(1e-2);
            settings.weight_decay().put(0.05);
            org.bytedeco.pytorch.AdamW libtorchs =
                    new org.bytedeco.pytorch.AdamW(new TensorVector(reference), settings);
            try (AdamW ours = new AdamW(parameters, options)) {
                for (int step = 0; step < 30; step++) {
                    torch.manual_seed(step);
                    Tensor gradient = torch.randn_like(parameters.values());
                    try (NoGradGuard noGrad = new NoGradGuard()) {
                        parameters.gradients().copy_(gradient);
                    }
                    reference.mutable_grad().put(gradient);
                    ours.step(1e-2);
                    libtorchs.step();
                }
            }
            DoubleBuffer actual = parameters.values().createBuffer();
            DoubleBuffer expected = reference.detach().createBuffer();
            for (int i = 0; i < expected.limit(); i++) {
                assertThat(actual.get(i)).as("element %d", i).isCloseTo(expected.get(i), within(1e-10));
            }
        }
    }
}
