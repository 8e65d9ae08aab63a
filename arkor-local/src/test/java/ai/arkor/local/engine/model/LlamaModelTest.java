package ai.arkor.local.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("try") // scopes and guards work by being open
class LlamaModelTest {
    private static final int[] TOKENS = {1, 17, 5, 39, 5, 0, 22, 8, 31, 12, 3};

    static Stream<LlamaConfig> shapes() {
        return Stream.of(TinyModels.GROUPED, TinyModels.UNTIED);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void computesTheLogitsOfAPlainFloat64Reference(LlamaConfig config) {
        try (LlamaModel model = TinyModels.random(config, Precision.FLOAT64)) {
            assertClose(TinyModels.logits(model, TOKENS), new ReferenceLlama(model).logits(TOKENS), 1e-10);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void staysCloseToTheReferenceInSinglePrecision(LlamaConfig config) {
        try (LlamaModel model = TinyModels.random(config, Precision.FLOAT32)) {
            assertClose(TinyModels.logits(model, TOKENS), new ReferenceLlama(model).logits(TOKENS), 1e-4);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void decodesWithTheCacheWhatTheFullPassComputes(LlamaConfig config) {
        int[] tokens = new int[170];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = i * 7 % 40;
        }
        int promptLength = 4;
        try (LlamaModel model = TinyModels.random(config, Precision.FLOAT64);
                KvCache cache = new KvCache(model, tokens.length);
                NoGradGuard noGrad = new NoGradGuard()) {
            double[][] full = TinyModels.logits(model, tokens);
            try (PointerScope scope = new PointerScope()) {
                Tensor prompt = TinyModels.ids(java.util.Arrays.copyOf(tokens, promptLength));
                double[][] first = TinyModels.logits(model, model.hiddenStates(prompt, null, cache));
                assertClose(first, java.util.Arrays.copyOf(full, promptLength), 1e-10);
                for (int i = promptLength; i < tokens.length; i++) {
                    double[][] next = TinyModels.logits(model, model.hiddenStates(TinyModels.ids(tokens[i]), null, cache));
                    assertClose(next, new double[][] {full[i]}, 1e-10);
                }
            }
            assertThat(cache.length()).isEqualTo(tokens.length);
            assertThatThrownBy(() -> model.hiddenStates(TinyModels.ids(1), null, cache))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("room for 170 tokens");
        }
    }

    @Test
    void paddingOnTheRightChangesNothingBeforeIt() {
        try (LlamaModel model = TinyModels.random(TinyModels.GROUPED, Precision.FLOAT64)) {
            double[][] alone = TinyModels.logits(model, 4, 9, 30);
            double[][] padded = TinyModels.logits(model, 4, 9, 30, 0, 0, 0);
            assertClose(java.util.Arrays.copyOf(padded, 3), alone, 1e-12);
        }
    }

    @Test
    void startsFromTheSeed() {
        try (LlamaModel a = LlamaModel.initialize(TinyModels.GROUPED, Precision.FLOAT32, 5);
                LlamaModel b = LlamaModel.initialize(TinyModels.GROUPED, Precision.FLOAT32, 5);
                LlamaModel c = LlamaModel.initialize(TinyModels.GROUPED, Precision.FLOAT32, 6)) {
            String name = "model.layers.1.mlp.up_proj.weight";
            assertThat(a.parameters().copy(name)).isEqualTo(b.parameters().copy(name));
            assertThat(a.parameters().copy(name)).isNotEqualTo(c.parameters().copy(name));
        }
    }

    static void assertClose(double[][] actual, double[][] expected, double tolerance) {
        assertThat(actual.length).isEqualTo(expected.length);
        for (int row = 0; row < expected.length; row++) {
            for (int i = 0; i < expected[row].length; i++) {
                assertThat(actual[row][i]).as("row %d, token %d", row, i).isCloseTo(expected[row][i], within(tolerance));
            }
        }
    }
}
