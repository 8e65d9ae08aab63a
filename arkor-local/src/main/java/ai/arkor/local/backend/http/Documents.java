package ai.arkor.local.backend.http;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.backend.store.Job;
import ai.arkor.local.backend.store.Project;

/** What the store holds, as the wire spells it. */
final class Documents {

    private Documents() {}

    static JsonObject organisation() {
        return JsonValue.object()
                .with("id", JsonValue.of(Scope.ORGANISATION_ID))
                .with("slug", JsonValue.of(Scope.ORGANISATION))
                .with("name", JsonValue.of("This machine"));
    }

    static JsonObject project(Project project) {
        return JsonValue.object()
                .with("id", JsonValue.of(project.id()))
                .with("slug", JsonValue.of(project.slug()))
                .with("name", JsonValue.of(project.name()))
                .with("orgId", JsonValue.of(Scope.ORGANISATION_ID))
                .with("createdAt", JsonValue.of(project.createdAt()));
    }

    static JsonObject job(Job job) {
        return JsonValue.object()
                .with("id", JsonValue.of(job.id()))
                .with("orgId", JsonValue.of(Scope.ORGANISATION_ID))
                .with("projectId", JsonValue.of(job.projectId()))
                .with("name", JsonValue.of(job.name()))
                .with("status", JsonValue.of(job.status().raw()))
                .with("config", job.config())
                .with("error", JsonValue.of(job.error()))
                .with("createdAt", JsonValue.of(job.createdAt()))
                .with("startedAt", JsonValue.of(job.startedAt()))
                .with("completedAt", JsonValue.of(job.completedAt()));
    }
}
