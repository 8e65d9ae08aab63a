package ai.arkor.local.backend.http;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.backend.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.regex.Pattern;

/** Listing and creating projects. */
final class ProjectRoutes {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,80}");

    private final Store store;
    private final Scope scope;

    ProjectRoutes(Store store, Scope scope) {
        this.store = store;
        this.scope = scope;
    }

    void add(RoutesConfig routes) {
        routes.get("/v1/projects", this::list);
        routes.post("/v1/projects", this::create);
    }

    private void list(Context request) {
        scope.checkOrganisation(request);
        Exchange.json(request, 200, JsonValue.object()
                .with("org", Documents.organisation())
                .with("projects", JsonValue.from(store.projects().stream().map(Documents::project).toList())));
    }

    private void create(Context request) throws IOException {
        scope.checkOrganisation(request);
        JsonObject body = Exchange.body(request);
        String name = Exchange.text(body, "name");
        String slug = Exchange.text(body, "slug");
        if (!SLUG.matcher(slug).matches()) {
            throw new HttpProblem(400, "A project's slug is 1 to 80 of a-z, 0-9 and -; \"" + slug + "\" is not.");
        }
        var created = store.createProject(slug, name)
                .orElseThrow(() -> new HttpProblem(409, "There is a project \"" + slug + "\" already."));
        Exchange.json(request, 201, JsonValue.object().with("project", Documents.project(created)));
    }
}
