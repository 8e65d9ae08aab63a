package ai.arkor.local.backend.http;

import ai.arkor.local.backend.store.Job;
import ai.arkor.local.backend.store.Project;
import ai.arkor.local.backend.store.Store;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** Finds the organisation, project and job a request is about. A job of another project is not found. */
final class Scope {

    /** The one organisation there is: this machine's user. */
    static final String ORGANISATION = "local";

    static final String ORGANISATION_ID = "00000000-0000-4000-8000-000000000001";

    private final Store store;

    Scope(Store store) {
        this.store = store;
    }

    void checkOrganisation(Context request) {
        String slug = parameter(request, "orgSlug");
        if (!slug.equals(ORGANISATION)) {
            throw new HttpProblem(404, "There is no organisation \"" + slug + "\" here; the local backend has one, " + ORGANISATION + ".");
        }
    }

    Project project(Context request) {
        checkOrganisation(request);
        String slug = parameter(request, "projectSlug");
        return store.project(slug).orElseThrow(() -> new HttpProblem(404, "There is no project \"" + slug + "\" on the local backend."));
    }

    Job job(Context request) {
        Project project = project(request);
        String id = request.pathParam("id");
        return store.job(id).filter(job -> job.projectId().equals(project.id()))
                .orElseThrow(() -> new HttpProblem(404, "There is no job " + id + " in project " + project.slug() + "."));
    }

    private static String parameter(Context request, String name) {
        @Nullable String value = request.queryParam(name);
        if (value == null || value.isEmpty()) {
            throw new HttpProblem(400, "The query parameter " + name + " is missing.");
        }
        return value;
    }
}
