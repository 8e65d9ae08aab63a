package ai.arkor.local.engine.model;

import ai.arkor.local.engine.weights.SafetensorsWriter;
import ai.arkor.local.engine.weights.ShardedWeights;
import ai.arkor.local.engine.weights.StoredType;
import ai.arkor.local.engine.weights.TensorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** A model as a Hugging Face folder: {@code config.json} and {@code model.safetensors}. */
public final class ModelFolder {
    private ModelFolder() {}

    /**
     * Writes both files, each under a temporary name first; whatever else the folder holds stays.
     *
     * @param type F32, or F16 to halve the size
     */
    public static void save(LlamaModel model, Path folder, StoredType type) {
        SafetensorsWriter writer = new SafetensorsWriter(type).metadata("format", "pt");
        ParameterSet parameters = model.parameters();
        for (String name : parameters.names()) {
            writer.tensor(name, parameters.shape(name), () -> parameters.copy(name));
        }
        try {
            Files.createDirectories(folder);
            writer.write(folder.resolve("model.safetensors"));
            Path temporary = folder.resolve("config.json.tmp");
            Files.writeString(temporary, model.config().toJson(type == StoredType.F16 ? "float16" : "float32"));
            Files.move(
                    temporary,
                    folder.resolve("config.json"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ModelException("Cannot write the model folder " + folder + ": " + e.getMessage(), e);
        }
    }

    static void readWeights(Path folder, ParameterSet parameters) {
        try (TensorSource source = ShardedWeights.openFolder(folder)) {
            for (Map.Entry<String, ParameterSpec> entry : parameters.specs().entrySet()) {
                parameters.load(
                        entry.getKey(), target -> source.read(entry.getKey(), entry.getValue().shape(), target));
            }
        }
    }
}
