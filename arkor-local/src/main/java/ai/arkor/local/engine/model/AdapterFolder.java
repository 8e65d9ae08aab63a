package ai.arkor.local.engine.model;

import ai.arkor.local.engine.weights.SafetensorsFile;
import ai.arkor.local.engine.weights.SafetensorsWriter;
import ai.arkor.local.engine.weights.StoredType;
import ai.arkor.local.engine.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A LoRA adapter as a folder in PEFT's format: {@code adapter_config.json} and {@code adapter_model.safetensors}. */
public final class AdapterFolder {
    static final String CONFIG = "adapter_config.json";
    static final String WEIGHTS = "adapter_model.safetensors";

    private AdapterFolder() {}

    /**
     * Writes the folder beside its place, then moves it there; a folder that was there before is replaced.
     *
     * @param baseModel what PEFT calls {@code base_model_name_or_path}
     */
    public static void save(LoraAdapter adapter, Path folder, String baseModel) {
        Path temporary = folder.resolveSibling(folder.getFileName() + ".tmp");
        Path replaced = folder.resolveSibling(folder.getFileName() + ".old");
        try {
            delete(temporary);
            delete(replaced);
            Files.createDirectories(temporary);
            Files.writeString(temporary.resolve(CONFIG), LoraConfigJson.write(adapter.config(), baseModel));
            writeWeights(adapter.parameters(), temporary.resolve(WEIGHTS));
            if (Files.exists(folder)) {
                Files.move(folder, replaced, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
            delete(replaced);
        } catch (IOException | WeightsException e) {
            ModelException failure =
                    new ModelException("Cannot write the adapter folder " + folder + ": " + e.getMessage(), e);
            try {
                delete(temporary);
            } catch (IOException suppressed) {
                failure.addSuppressed(suppressed);
            }
            throw failure;
        }
    }

    private static void writeWeights(ParameterSet parameters, Path file) {
        SafetensorsWriter writer = new SafetensorsWriter(StoredType.F32).metadata("format", "pt");
        for (String name : parameters.names()) {
            writer.tensor(name, parameters.shape(name), () -> parameters.copy(name));
        }
        writer.write(file);
    }

    static LoraAdapter load(Path folder, LlamaConfig model, Precision precision) {
        LoraAdapter adapter = new LoraAdapter(model, LoraConfigJson.read(folder.resolve(CONFIG)), precision);
        try (SafetensorsFile source = SafetensorsFile.open(folder.resolve(WEIGHTS))) {
            for (Map.Entry<String, ParameterSpec> entry : adapter.parameters().specs().entrySet()) {
                adapter.parameters()
                        .load(entry.getKey(), target -> source.read(entry.getKey(), entry.getValue().shape(), target));
            }
            return adapter;
        } catch (RuntimeException e) {
            adapter.close();
            throw e;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> paths;
            try (Stream<Path> walk = Files.walk(folder)) {
                paths = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : paths) {
                Files.delete(path);
            }
        }
    }
}
