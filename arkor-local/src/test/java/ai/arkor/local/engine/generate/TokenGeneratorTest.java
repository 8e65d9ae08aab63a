package ai.arkor.local.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.local.engine.model.LlamaConfig;
import ai.arkor.local.engine.model.LlamaModel;
import ai.arkor.local.engine.model.LoraAdapter;
import ai.arkor.local.engine.model.LoraConfig;
import ai.arkor.local.engine.model.Precision;
import ai.arkor.local.engine.train.Batch;
import ai.arkor.local.engine.train.Example;
import ai.arkor.local.engine.train.TrainingListener;
import ai.arkor.local.engine.train.TrainingLoop;
import ai.arkor.local.engine.train.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TokenGeneratorTest {
    private static final LlamaConfig TINY = new LlamaConfig(16, 16, 24, 2, 4, 2, 4, 20, 1e-5, 10_000, true, 1, 2);
    private static final int STOP = 9;
    private static LlamaModel model;

    /** A model that knows one text: 3 4 5 6 7 8 9. */
    @BeforeAll
    static void train() {
        model = LlamaModel.initialize(TINY, Precision.FLOAT32, 1);
        Batch text = new Batch(List.of(Example.text(3, 4, 5, 6, 7, 8, STOP)));
        try (TrainingLoop loop = TrainingLoop.fullParameters(model, TrainingOptions.of(120, 1e-2))) {
            loop.run(index -> text, List.of(), new TrainingListener() {});
        }
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void continuesWithTheLikeliestTokensUpToTheStopToken() {
        List<Integer> heard = new ArrayList<>();
        Generation generation = generate(GenerationOptions.greedy(50, Set.of(STOP)), heard, 3, 4);
        assertThat(generation).isEqualTo(new Generation(List.of(5, 6, 7, 8), Generation.End.STOP_TOKEN));
        assertThat(heard).containsExactly(5, 6, 7, 8);
    }

    @Test
    void endsAtTheLimitAskedForAndAtTheModelsOwn() {
        assertThat(generate(GenerationOptions.greedy(2, Set.of(STOP)), new ArrayList<>(), 3))
                .isEqualTo(new Generation(List.of(4, 5), Generation.End.LENGTH));
        Generation longest = generate(GenerationOptions.greedy(50, Set.of()), new ArrayList<>(), 3);
        assertThat(longest.end()).isEqualTo(Generation.End.LENGTH);
        assertThat(longest.tokens()).hasSize(TINY.maxPositions() - 1);
    }

    @Test
    void endsWhenTheListenerWantsNoMore() {
        Generation generation = new TokenGenerator(model)
                .generate(null, new int[] {3}, GenerationOptions.greedy(50, Set.of(STOP)), token -> token != 6);
        assertThat(generation).isEqualTo(new Generation(List.of(4, 5, 6), Generation.End.CANCELLED));
    }

    @Test
    void drawsTheSameTextFromTheSameSeed() {
        GenerationOptions options = new GenerationOptions(19, 3, 0.95, 8, Set.of());
        GenerationOptions other = new GenerationOptions(19, 3, 0.95, 9, Set.of());
        List<Integer> text = generate(options, new ArrayList<>(), 1).tokens();
        assertThat(generate(options, new ArrayList<>(), 1).tokens()).isEqualTo(text);
        assertThat(generate(other, new ArrayList<>(), 1).tokens()).isNotEqualTo(text);
    }

    @Test
    void refusesAPromptThatLeavesNoRoom() {
        GenerationOptions options = GenerationOptions.greedy(1, Set.of());
        assertThatThrownBy(() -> generate(options, new ArrayList<>(), new int[20]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The prompt has 20 tokens; the model reads 1 to 19.");
        assertThatThrownBy(() -> generate(options, new ArrayList<>())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesATokenOfAnotherVocabulary() {
        GenerationOptions options = GenerationOptions.greedy(1, Set.of());
        assertThatThrownBy(() -> generate(options, new ArrayList<>(), 3, 16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Token 16 is not in the model's vocabulary of 16");
    }

    @Test
    void canTrainAfterGeneratingPastTheTablesLength() {
        LlamaConfig longer = new LlamaConfig(16, 16, 24, 1, 4, 2, 4, 400, 1e-5, 10_000, true, 1, 2);
        try (LlamaModel fresh = LlamaModel.initialize(longer, Precision.FLOAT32, 1);
                LoraAdapter adapter = LoraAdapter.initialize(
                        longer, LoraConfig.allProjections(2, 4, 0), Precision.FLOAT32, 1);
                TrainingLoop loop = TrainingLoop.lora(fresh, adapter, TrainingOptions.of(2, 1e-3))) {
            Generation text = new TokenGenerator(fresh)
                    .generate(adapter, new int[] {1}, GenerationOptions.greedy(300, Set.of()), token -> true);
            assertThat(text.tokens()).hasSize(300);
            Batch batch = new Batch(List.of(Example.text(new int[350])));
            assertThat(loop.run(index -> batch, List.of(), new TrainingListener() {}).steps()).isEqualTo(2);
        }
    }

    private static Generation generate(GenerationOptions options, List<Integer> heard, int... prompt) {
        return new TokenGenerator(model).generate(null, prompt, options, heard::add);
    }
}
