package ai.arkor.client;

import ai.arkor.api.ArkorException;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.wire.Json;
import ai.arkor.wire.JsonSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/**
 * Which project of which organisation a folder belongs to.
 *
 * @param json the state as read, with fields this version does not know, which stay when it is written
 */
public record ProjectState(JsonObject json) {

    /** @throws IllegalArgumentException naming the field that is missing or no text */
    public ProjectState {
        Fields fields = new Fields("project state", json);
        fields.text("orgSlug");
        fields.text("projectSlug");
        fields.text("projectId");
    }

    /** Where a folder's state is. */
    public static Path path(Path projectDirectory) {
        return projectDirectory.resolve(".arkor").resolve("state.json");
    }

    public static ProjectState of(String orgSlug, String projectSlug, String projectId) {
        return new ProjectState(JsonValue.object()
                .with("orgSlug", JsonValue.of(orgSlug))
                .with("projectSlug", JsonValue.of(projectSlug))
                .with("projectId", JsonValue.of(projectId)));
    }

    /** The state in {@code file}; empty when it is absent, unreadable, or not a state. */
    public static Optional<ProjectState> read(Path file) {
        try {
            return Optional.of(new ProjectState(Json.parseObject(Files.readAllBytes(file))));
        } catch (IOException | JsonSyntaxException | IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    /** Writes it to {@code file} as a whole, making the folder; two-space JSON with a newline at its end. */
    public void write(Path file) {
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            // Files.createTempFile would keep it from the group, and it is no secret.
            Path written = folder.resolve(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
            try {
                Files.write(written, (Json.writeIndented(json) + "\n").getBytes(StandardCharsets.UTF_8));
                Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException failed) {
            throw new ArkorException("Could not write the project's state to " + file + ": " + failed.getMessage(), failed);
        }
    }

    public String orgSlug() {
        return json.string("orgSlug").orElseThrow();
    }

    public String projectSlug() {
        return json.string("projectSlug").orElseThrow();
    }

    public String projectId() {
        return json.string("projectId").orElseThrow();
    }

    public Scope scope() {
        return new Scope(orgSlug(), projectSlug());
    }
}
