package ai.arkor.local.job;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What a worker is told to do, as {@code job.json} in the job's folder holds it.
 *
 * @param modelDirectory the base model's folder
 * @param config the configuration as it was submitted
 */
public record JobOrder(String jobId, String name, Path modelDirectory, JsonObject config) {

    /** The settings its configuration stands for. */
    public JobSettings settings() {
        return JobSettings.of(config);
    }

    public void write(JobFolder folder) throws IOException {
        JsonObject json = JsonValue.object()
                .with("jobId", JsonValue.of(jobId))
                .with("name", JsonValue.of(name))
                .with("modelDirectory", JsonValue.of(modelDirectory.toString()))
                .with("datasetPath", JsonValue.of(settings().dataset().toString()))
                .with("config", config);
        Files.createDirectories(folder.path());
        Path temporary = folder.path().resolve("job.json.tmp");
        Files.write(temporary, Json.write(json));
        Files.move(temporary, folder.order(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @throws IOException when the file cannot be read or has not all the fields, which are named */
    public static JobOrder read(JobFolder folder) throws IOException {
        JsonObject json = Json.parseObject(Files.readAllBytes(folder.order()));
        return new JobOrder(text(json, "jobId", folder), text(json, "name", folder), Path.of(text(json, "modelDirectory", folder)),
                json.object("config").orElseThrow(() -> missing("config", folder)));
    }

    private static String text(JsonObject json, String field, JobFolder folder) throws IOException {
        return json.string(field).orElseThrow(() -> missing(field, folder));
    }

    private static IOException missing(String field, JobFolder folder) {
        return new IOException(folder.order() + " has no " + field);
    }
}
