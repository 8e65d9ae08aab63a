package ai.arkor.local.worker;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.engine.model.LlamaConfig;
import ai.arkor.local.engine.model.LlamaModel;
import ai.arkor.local.engine.model.ModelFolder;
import ai.arkor.local.engine.model.Precision;
import ai.arkor.local.engine.text.ChatTemplate;
import ai.arkor.local.engine.weights.StoredType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A model folder small enough to train in a test: random weights, one token for each byte, the chat template of the project's own models. */
public final class TinyChatModel {

    private static final List<String> SPECIAL = List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>");

    private TinyChatModel() {}

    public static Path write(Path folder) throws IOException {
        LlamaConfig config = new LlamaConfig(SPECIAL.size() + 256, 32, 64, 2, 4, 2, 8, 128, 1e-5, 10_000, true, 0, 0);
        try (LlamaModel model = LlamaModel.initialize(config, Precision.FLOAT32, 7)) {
            ModelFolder.save(model, folder, StoredType.F32);
        }
        Files.writeString(folder.resolve("tokenizer.json"), tokenizer().toString());
        Files.writeString(folder.resolve("tokenizer_config.json"), JsonValue.object()
                .with("eos_token", JsonValue.of("<|endoftext|>"))
                .with("chat_template", JsonValue.of(ChatTemplate.COMPACT_JINJA)).toString());
        return folder;
    }

    /** Byte-level BPE without merges: each byte has the character that GPT-2's tables give it. */
    private static JsonObject tokenizer() {
        JsonObject vocabulary = JsonValue.object();
        List<JsonValue> added = new ArrayList<>();
        for (String name : SPECIAL) {
            int id = added.size();
            vocabulary = vocabulary.with(name, JsonValue.of(id));
            added.add(JsonValue.object().with("id", JsonValue.of(id)).with("content", JsonValue.of(name)).with("single_word", JsonValue.of(false))
                    .with("lstrip", JsonValue.of(false)).with("rstrip", JsonValue.of(false)).with("normalized", JsonValue.of(false))
                    .with("special", JsonValue.of(true)));
        }
        int beyond = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
            char character = (char) (printable ? b : beyond++);
            vocabulary = vocabulary.with(String.valueOf(character), JsonValue.of(SPECIAL.size() + b));
        }
        JsonObject byteLevel = JsonValue.object().with("type", JsonValue.of("ByteLevel")).with("add_prefix_space", JsonValue.of(false))
                .with("trim_offsets", JsonValue.of(false)).with("use_regex", JsonValue.of(false));
        return JsonValue.object().with("version", JsonValue.of("1.0")).with("added_tokens", JsonValue.from(added)).with("normalizer", JsonValue.NULL)
                .with("pre_tokenizer", byteLevel).with("post_processor", JsonValue.NULL).with("decoder", byteLevel)
                .with("model", JsonValue.object().with("type", JsonValue.of("BPE")).with("vocab", vocabulary).with("merges", JsonValue.array()));
    }
}
