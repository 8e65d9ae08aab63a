package ai.arkor.shell.command;

import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs as programs read them; the fields are promised in docs/json.md. */
final class RunJson {

    private RunJson() {}

    /** What is known of every run. */
    static JsonObject of(TrainingRun run, TrainingJob job) {
        return JsonValue.object()
                .with("reference", JsonValue.of(run.reference().toString()))
                .with("jobId", JsonValue.of(run.jobId()))
                .with("project", JsonValue.of(run.reference().projectSlug()))
                .with("name", JsonValue.of(job.name()))
                .with("model", job.config().get("model").orElse(JsonValue.NULL))
                .with("status", JsonValue.of(job.status().raw()))
                .with("createdAt", time(job.createdAt()))
                .with("startedAt", time(job.startedAt()))
                .with("completedAt", time(job.completedAt()))
                .with("error", text(job.error()));
    }

    /**
     * How the waiting for a run ended.
     *
     * @param outcome the run's status, or why the waiting ended before the run: {@code lost}, {@code deadline}, {@code detached}, {@code error}
     * @param result empty when the waiting ended before the run
     */
    static JsonObject ended(TrainingRun run, TrainingJob job, String outcome, int exitStatus, Optional<TrainingResult> result) {
        return of(run, job)
                .with("outcome", JsonValue.of(outcome))
                .with("exitStatus", JsonValue.of(exitStatus))
                .with("stoppedEarly", text(result.flatMap(TrainingResult::stoppedEarly)))
                .with("artifacts", new JsonArray(result.map(TrainingResult::artifacts).orElse(List.of())));
    }

    static JsonValue text(Optional<String> text) {
        return JsonValue.of(text.orElse(null));
    }

    static JsonValue time(Optional<Instant> time) {
        return text(time.map(Instant::toString));
    }
}
