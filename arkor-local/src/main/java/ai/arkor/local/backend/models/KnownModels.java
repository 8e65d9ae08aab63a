package ai.arkor.local.backend.models;

import ai.arkor.api.Models;
import ai.arkor.wire.Json;
import ai.arkor.wire.JsonSyntaxException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The base models by the names people use: one that comes with the backend, and any folder of this machine. Thread-safe. */
public final class KnownModels {

    private final BundledModel tiny;

    /** @param unpacked where bundled models are unpacked, when first used */
    public KnownModels(Path unpacked) {
        tiny = new BundledModel(Models.ARKOR_TINY, unpacked);
    }

    public List<String> names() {
        return List.of(Models.ARKOR_TINY);
    }

    /**
     * Checks that there is such a model.
     *
     * @throws UnknownModelException saying which there are
     */
    public void check(String model) {
        if (names().contains(model)) {
            return;
        }
        try {
            Path folder = Path.of(model);
            if (folder.isAbsolute()) {
                if (Files.isRegularFile(folder.resolve("config.json"))) {
                    return;
                }
                throw new UnknownModelException("There is no base model in " + folder + ": a Hugging Face-style folder with config.json, model.safetensors "
                        + "and tokenizer.json is needed.");
            }
        } catch (InvalidPathException notAPath) {
            // Neither a name nor a folder: said below.
        }
        throw new UnknownModelException("The local backend has no base model \"" + model + "\"; it has " + String.join(", ", names())
                + ", and takes the absolute path of a Hugging Face-style folder.");
    }

    /**
     * The longest sequence a model can read, in tokens; a large number when its {@code config.json} does not say.
     *
     * @throws UnknownModelException as {@link #check}
     * @throws IOException when it cannot be read
     */
    public long maxPositions(String model) throws IOException {
        Path config = folder(model).resolve("config.json");
        try {
            return Json.parseObject(Files.readAllBytes(config)).number("max_position_embeddings").map(BigDecimal::longValue).orElse(Long.MAX_VALUE);
        } catch (JsonSyntaxException e) {
            throw new UnknownModelException(config + " is not a model's configuration: " + e.getMessage());
        }
    }

    /**
     * The folder of a model, ready to be loaded.
     *
     * @throws UnknownModelException as {@link #check}
     * @throws IOException when a bundled model cannot be unpacked
     */
    public Path folder(String model) throws IOException {
        check(model);
        return names().contains(model) ? tiny.folder() : Path.of(model);
    }
}
