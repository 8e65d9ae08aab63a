package ai.arkor.local.backend.http;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.backend.models.KnownModels;
import ai.arkor.local.backend.models.UnknownModelException;
import ai.arkor.local.backend.runs.RunQueue;
import ai.arkor.local.backend.store.Job;
import ai.arkor.local.backend.store.Project;
import ai.arkor.local.backend.store.Store;
import ai.arkor.local.job.HeldOut;
import ai.arkor.local.job.JobSettings;
import ai.arkor.local.job.RefusedConfigException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Creating, listing, reading and cancelling jobs. What cannot be done as asked is refused before there is a job. */
final class JobRoutes {

    private final Store store;
    private final Scope scope;
    private final RunQueue queue;
    private final KnownModels models;

    JobRoutes(Store store, Scope scope, RunQueue queue, KnownModels models) {
        this.store = store;
        this.scope = scope;
        this.queue = queue;
        this.models = models;
    }

    void add(RoutesConfig routes) {
        routes.post("/v1/jobs", this::create);
        routes.get("/v1/jobs", this::list);
        routes.get("/v1/jobs/{id}", this::read);
        routes.post("/v1/jobs/{id}/cancel", this::cancel);
    }

    private void create(Context request) throws IOException {
        Project project = scope.project(request);
        JsonObject body = Exchange.body(request);
        String name = Exchange.text(body, "name");
        JsonObject config = body.object("config").orElseThrow(() -> new HttpProblem(400, "The request's body needs the object config."));
        check(config);
        Job job = store.createJob(project, name, config);
        queue.submit(job);
        Exchange.json(request, 201, JsonValue.object().with("job", Documents.job(job)));
    }

    private void check(JsonObject config) throws IOException {
        try {
            JobSettings settings = JobSettings.of(config);
            models.check(settings.model());
            if (settings.maxLength().isPresent() && settings.maxLength().getAsInt() > models.maxPositions(settings.model())) {
                throw new HttpProblem(400, "config.maxLength must be at most " + models.maxPositions(settings.model()) + ", which is the longest sequence "
                        + settings.model() + " can read, not " + settings.maxLength().getAsInt() + ".");
            }
            checkFile("config.datasetSource.path", settings.dataset());
            if (settings.heldOut() instanceof HeldOut.File rows) {
                checkFile("config.datasetSplit.path", rows.path());
            }
        } catch (RefusedConfigException | UnknownModelException e) {
            throw new HttpProblem(400, String.valueOf(e.getMessage()));
        }
    }

    private static void checkFile(String field, Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new HttpProblem(400, field + ": there is no file " + file + " that can be read.");
        }
    }

    private void list(Context request) {
        Project project = scope.project(request);
        Exchange.json(request, 200, JsonValue.object()
                .with("jobs", JsonValue.from(store.jobs(project).stream().map(Documents::job).toList())));
    }

    private void read(Context request) {
        Exchange.json(request, 200, JsonValue.object().with("job", Documents.job(scope.job(request))));
    }

    private void cancel(Context request) {
        Job job = scope.job(request);
        if (!queue.cancel(job.id())) {
            String status = store.job(job.id()).map(now -> now.status().raw()).orElse("over");
            throw new HttpProblem(409, "Job \"" + job.name() + "\" (" + job.id() + ") is already " + status + ".");
        }
        Exchange.json(request, 200, JsonValue.object().with("ok", JsonValue.of(true)));
    }
}
