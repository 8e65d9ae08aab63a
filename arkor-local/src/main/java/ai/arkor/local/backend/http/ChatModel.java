package ai.arkor.local.backend.http;

import ai.arkor.api.JobStatus;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.backend.home.DataDirectory;
import ai.arkor.local.backend.models.KnownModels;
import ai.arkor.local.backend.models.UnknownModelException;
import ai.arkor.local.backend.store.Job;
import ai.arkor.local.backend.store.Project;
import ai.arkor.local.backend.store.Store;
import ai.arkor.local.job.JobFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which weights answer.
 *
 * @param name how answers name it
 * @param base the base model's folder
 * @param adapter the adapter's folder, or null
 */
record ChatModel(String name, Path base, @Nullable Path adapter) {

    /** Finds the model a chat request names. */
    static final class Finder {

        private final Store store;
        private final DataDirectory data;
        private final KnownModels models;

        Finder(Store store, DataDirectory data, KnownModels models) {
            this.store = store;
            this.data = data;
            this.models = models;
        }

        /** @throws HttpProblem 400 when the request names none or two, 422 when there is no such model, job or adapter */
        ChatModel find(JsonObject body, Project project) throws IOException {
            Optional<JsonObject> adapter = body.object("adapter");
            Optional<String> base = body.string("baseModel");
            if (adapter.isPresent() == base.isPresent()) {
                throw new HttpProblem(400, "A chat request names either an adapter or a baseModel.");
            }
            try {
                return adapter.isPresent() ? ofJob(adapter.get(), project) : new ChatModel(base.orElseThrow(), models.folder(base.orElseThrow()), null);
            } catch (UnknownModelException e) {
                throw new HttpProblem(422, String.valueOf(e.getMessage()));
            }
        }

        private ChatModel ofJob(JsonObject adapter, Project project) throws IOException {
            String id = Exchange.text(adapter, "jobId");
            Job job = store.job(id).filter(found -> found.projectId().equals(project.id()))
                    .orElseThrow(() -> new HttpProblem(422, "There is no job " + id + " in project " + project.slug() + "."));
            JobFolder folder = new JobFolder(data.job(job.id()));
            Path base = models.folder(job.config().string("model").orElse(""));
            return switch (Exchange.text(adapter, "kind")) {
                case "final" -> new ChatModel(job.id(), base, finalAdapter(job, folder));
                case "checkpoint" -> checkpoint(adapter, job, folder, base);
                default -> throw new HttpProblem(400, "adapter.kind must be final or checkpoint.");
            };
        }

        private static Path finalAdapter(Job job, JobFolder folder) throws IOException {
            if (!job.status().equals(JobStatus.COMPLETED) || !Files.isDirectory(folder.adapter())) {
                throw new HttpProblem(422, "Job \"" + job.name() + "\" (" + job.id() + ") is " + job.status() + " and has no final adapter. " + saved(folder));
            }
            return folder.adapter();
        }

        private static ChatModel checkpoint(JsonObject adapter, Job job, JobFolder folder, Path base) throws IOException {
            long step = adapter.number("step").map(Number::longValue)
                    .orElseThrow(() -> new HttpProblem(400, "adapter.step must be the step of a checkpoint."));
            if (!Files.isDirectory(folder.checkpoint(step))) {
                throw new HttpProblem(422, "Job \"" + job.name() + "\" (" + job.id() + ") has no checkpoint of step " + step + ". " + saved(folder));
            }
            return new ChatModel(job.id() + "@" + step, base, folder.checkpoint(step));
        }

        private static String saved(JobFolder folder) throws IOException {
            List<Long> steps = List.of();
            if (Files.isDirectory(folder.checkpoints())) {
                try (Stream<Path> folders = Files.list(folder.checkpoints())) {
                    steps = folders.map(path -> path.getFileName().toString()).filter(name -> name.matches("step-\\d+"))
                            .map(name -> Long.parseLong(name.substring("step-".length()))).sorted().toList();
                }
            }
            return steps.isEmpty() ? "It has no checkpoints." : "It has checkpoints of these steps: " + steps.toString().replaceAll("[\\[\\]]", "") + ".";
        }
    }
}
