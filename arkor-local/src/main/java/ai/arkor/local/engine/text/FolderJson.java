package ai.arkor.local.engine.text;

import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON files of a model folder. */
final class FolderJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private FolderJson() {}

    static JsonNode read(Path file) {
        try {
            return JSON.readTree(file);
        } catch (JacksonException e) {
            throw new TextException("Cannot read " + file + ": " + e.getOriginalMessage(), e);
        }
    }

    static JsonNode readIfPresent(Path file) {
        return Files.isRegularFile(file) ? read(file) : JSON.createObjectNode();
    }
}
