package ai.arkor.local.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.local.engine.model.LlamaConfig;
import ai.arkor.local.engine.model.LlamaModel;
import ai.arkor.local.engine.model.Precision;
import ai.arkor.local.engine.text.ChatTemplate;
import ai.arkor.local.engine.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageTest {

    private static final Path RECIPE = Path.of("..", "recipes", "base-model");

    @TempDir
    private Path folder;

    @Test
    void aStageThatWasInterruptedEndsWithTheSameWeights() throws IOException {
        Path words = Files.createDirectories(folder.resolve("words"));
        Corpus corpus = new Corpus(Grammar.read(List.of(RECIPE.resolve("messages.txt"))), SmallWordNet.write(words), 1);
        BpeTrainer trainer = new BpeTrainer();
        for (long i = 0; i < 200; i++) {
            corpus.chat(i, 20).forEach(message -> trainer.add(message.role().wireName() + "\n" + message.content(), 1));
        }
        Path tokens = Files.createDirectories(folder.resolve("tokenizer"));
        int vocabulary = TokenizerFiles.write(tokens, trainer.merges(100));
        LlamaConfig config = new LlamaConfig(vocabulary, 8, 12, 1, 2, 2, 4, 512, 1e-5, 10_000, true, 0, 2);

        try (Tokenizer tokenizer = Tokenizer.load(tokens)) {
            Path whole = Files.createDirectories(folder.resolve("whole"));
            run(stage(8), config, tokenizer, tokens, corpus, whole);
            Path parts = Files.createDirectories(folder.resolve("parts"));
            run(stage(4), config, tokenizer, tokens, corpus, parts);
            run(stage(8), config, tokenizer, tokens, corpus, parts);

            assertThat(parts.resolve("tiny").resolve("model.safetensors")).hasSameBinaryContentAs(whole.resolve("tiny").resolve("model.safetensors"));
            assertThat(Files.readString(whole.resolve("tiny.log"))).contains("held-out answers");
        }
    }

    private static Stage stage(long stopAfter) {
        return new Stage("tiny", List.of("messages.txt"), 12, stopAfter, 1e-3, new MixedBatches.Mix(6, 3, 20, 4, 2, 32, 0), 4);
    }

    private static void run(Stage stage, LlamaConfig config, Tokenizer tokenizer, Path tokens, Corpus corpus, Path work) {
        try (LlamaModel model = LlamaModel.initialize(config, Precision.FLOAT32, 3)) {
            stage.run(model, tokenizer, ChatTemplate.load(tokens), corpus, work);
        }
    }
}
