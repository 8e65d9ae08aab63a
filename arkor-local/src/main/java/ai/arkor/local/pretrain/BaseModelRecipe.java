package ai.arkor.local.pretrain;

import ai.arkor.local.engine.model.LlamaConfig;
import ai.arkor.local.engine.model.LlamaModel;
import ai.arkor.local.engine.model.ModelFolder;
import ai.arkor.local.engine.model.Precision;
import ai.arkor.local.engine.text.ChatTemplate;
import ai.arkor.local.engine.text.Tokenizer;
import ai.arkor.local.engine.weights.StoredType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the base model: tokenizer, pretraining, chat stage, export. Started by {@code recipes/base-model/make}; each part is
 * skipped when its result is in the work folder, and an interrupted one goes on where it was.
 */
public final class BaseModelRecipe {
    private static final int VOCABULARY = 3072;
    private static final long SEED = 20261124;

    private final Path recipe;
    private final Path work;
    private final WordNet words;

    private BaseModelRecipe(Path recipe, Path wordnet, Path work) {
        this.recipe = recipe;
        this.work = work;
        this.words = WordNet.read(wordnet);
    }

    /** @param arguments recipe folder, WordNet's folder, work folder, and optionally the last stage to run */
    public static void main(String... arguments) throws IOException {
        BaseModelRecipe made = new BaseModelRecipe(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        Files.createDirectories(made.work);
        made.tokenizer();
        made.train(arguments.length > 3 ? arguments[3] : "");
    }

    static List<Stage> stages() {
        return List.of(
                new Stage(
                        "pretrain",
                        List.of("messages.txt"),
                        7000,
                        2500,
                        1.2e-3,
                        new MixedBatches.Mix(6, 3, 20, 32, 16, 96, 0),
                        500),
                new Stage(
                        "chat",
                        List.of("messages.txt", "messages-finer.txt"),
                        6000,
                        6000,
                        1.0e-3,
                        new MixedBatches.Mix(3, 2, 12, 32, 16, 96, 1_000_000_000L),
                        500));
    }

    private Corpus corpus(List<String> grammarFiles) {
        return new Corpus(Grammar.read(grammarFiles.stream().map(recipe::resolve).toList()), words, SEED);
    }

    private void tokenizer() throws IOException {
        Path folder = work.resolve("tokenizer");
        if (Files.exists(folder.resolve("tokenizer_config.json"))) {
            return;
        }
        Files.createDirectories(folder);
        Corpus corpus = corpus(List.of("messages.txt"));
        BpeTrainer trainer = new BpeTrainer();
        for (long i = 0; i < 60_000; i++) {
            corpus.chat(i, 20).forEach(message -> trainer.add(message.role().wireName() + "\n" + message.content(), 1));
        }
        corpus.texts().forEach(text -> trainer.add(text, 1));
        for (String line : Files.readAllLines(recipe.resolve("words.txt"))) {
            if (!line.startsWith("#")) {
                for (String word : line.split(" ")) {
                    trainer.add(" " + word, 3000);
                }
            }
        }
        TokenizerFiles.write(folder, trainer.merges(VOCABULARY - 256 - TokenizerFiles.SPECIAL.size()));
    }

    private void train(String last) throws IOException {
        LlamaConfig config = new LlamaConfig(VOCABULARY, 160, 432, 4, 5, 5, 32, 512, 1e-5, 10_000, true, 0, 2);
        Path tokenizerFolder = work.resolve("tokenizer");
        ChatTemplate template = ChatTemplate.load(tokenizerFolder);
        Path result = null;
        try (Tokenizer tokenizer = Tokenizer.load(tokenizerFolder)) {
            for (Stage stage : stages()) {
                Path folder = work.resolve(stage.name());
                if (!Files.exists(folder.resolve("model.safetensors"))) {
                    try (LlamaModel model = result == null
                            ? LlamaModel.initialize(config, Precision.FLOAT32, SEED)
                            : LlamaModel.load(result, Precision.FLOAT32)) {
                        stage.run(model, tokenizer, template, corpus(stage.grammarFiles()), work);
                    }
                }
                result = folder;
                if (stage.name().equals(last)) {
                    return;
                }
            }
        }
        export(result, tokenizerFolder);
        figures(tokenizerFolder);
    }

    private void figures(Path tokenizerFolder) throws IOException {
        if (Files.exists(work.resolve("figures.txt"))) {
            return;
        }
        ChatTemplate template = ChatTemplate.load(tokenizerFolder);
        Stage last = stages().get(stages().size() - 1);
        List<String> lines = new ArrayList<>();
        try (Tokenizer tokenizer = Tokenizer.load(tokenizerFolder); LlamaModel model = LlamaModel.load(work.resolve("arkor-tiny"), Precision.FLOAT32)) {
            for (Stage stage : stages()) {
                lines.add(CardFigures.tokens(stage, new MixedBatches(tokenizer, template, corpus(stage.grammarFiles()), stage.mix())));
            }
            lines.add(CardFigures.heldOut(model, last, tokenizer, template, corpus(last.grammarFiles())));
        }
        CardFigures.write(work, lines);
    }

    private void export(Path result, Path tokenizerFolder) throws IOException {
        Path export = work.resolve("arkor-tiny");
        try (LlamaModel model = LlamaModel.load(result, Precision.FLOAT32)) {
            ModelFolder.save(model, export, StoredType.F16);
        }
        for (String name : List.of("tokenizer.json", "tokenizer_config.json")) {
            Files.copy(tokenizerFolder.resolve(name), export.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
