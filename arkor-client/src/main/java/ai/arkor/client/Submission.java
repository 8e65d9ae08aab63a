package ai.arkor.client;

import ai.arkor.api.Capabilities;
import ai.arkor.api.Dataset;
import ai.arkor.api.TrainerConfig;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.wire.JobConfigWire;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes a configuration ready for a backend: files by their full paths, and nothing the backend is known not to take. */
final class Submission {

    private Submission() {}

    /** @throws IllegalArgumentException when the backend has no such model or cannot read such a dataset, or the file is not there */
    static JsonObject config(TrainerConfig config, Capabilities backend, Path projectDirectory) {
        TrainerConfig ready = config.toBuilder()
                .model(model(config.model(), backend, projectDirectory))
                .dataset(dataset(config.dataset(), backend, projectDirectory))
                .build();
        return JobConfigWire.of(ready);
    }

    private static String model(String model, Capabilities backend, Path projectDirectory) {
        if (backend.models().contains(model)) {
            return model;
        }
        Optional<Path> folder = backend.modelFolders() ? folder(projectDirectory, model) : Optional.empty();
        return folder.map(Path::toString).orElseThrow(() -> new IllegalArgumentException("The backend has no model " + model + ". It has: "
                + String.join(", ", backend.models()) + (backend.modelFolders() ? ", and takes a model's folder" : "")));
    }

    private static Optional<Path> folder(Path projectDirectory, String model) {
        try {
            return Optional.of(projectDirectory.resolve(model).normalize()).filter(Files::isDirectory);
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    private static Dataset dataset(Dataset dataset, Capabilities backend, Path projectDirectory) {
        if (!(dataset instanceof Dataset.LocalFile local)) {
            return dataset;
        }
        if (!backend.localFiles()) {
            throw new IllegalArgumentException("The backend cannot read files of this machine, such as " + local.path()
                    + ". Name a dataset of the Hugging Face hub or a URL, or train on the embedded backend");
        }
        Path file = projectDirectory.resolve(local.path()).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no dataset file " + file);
        }
        return Dataset.file(file);
    }

    /** The request with its base model by its folder's full path, when it is a folder that the backend can read. */
    static ChatRequest chat(ChatRequest request, Capabilities backend, Path projectDirectory) {
        if (request.model().isPresent() && request.model().get() instanceof ModelRef.Base base && backend.modelFolders()
                && !backend.models().contains(base.name())) {
            return folder(projectDirectory, base.name()).map(folder -> request.toBuilder().model(ModelRef.base(folder.toString())).build()).orElse(request);
        }
        return request;
    }
}
