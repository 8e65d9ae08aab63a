package ai.arkor.local.backend.http;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.backend.models.KnownModels;
import io.javalin.config.RoutesConfig;
import java.nio.file.Path;

/** Who asks, and what this backend is. */
final class IdentityRoutes {

    private final KnownModels models;
    private final Path record;

    IdentityRoutes(KnownModels models, Path record) {
        this.models = models;
        this.record = record;
    }

    void add(RoutesConfig routes) {
        routes.post("/v1/auth/anonymous", request -> {
            throw new HttpProblem(403, "The local backend issues no tokens: the one it has is in " + record + ", which only its owner can read.");
        });
        routes.get("/v1/auth/cli/config", request -> Exchange.json(request, 200, noLogin()));
        routes.get("/v1/me", request -> Exchange.json(request, 200, me()));
        routes.get("/v1/capabilities", request -> Exchange.json(request, 200, capabilities()));
    }

    private static JsonObject noLogin() {
        return JsonValue.object()
                .with("auth0Domain", JsonValue.NULL)
                .with("clientId", JsonValue.NULL)
                .with("audience", JsonValue.NULL)
                .with("callbackPorts", JsonValue.array());
    }

    private static JsonObject me() {
        JsonObject user = JsonValue.object().with("id", JsonValue.of("local")).with("email", JsonValue.NULL);
        return JsonValue.object().with("user", user).with("orgs", JsonValue.array(Documents.organisation()));
    }

    private JsonObject capabilities() {
        return JsonValue.object()
                .with("backend", JsonValue.of("local"))
                .with("localFiles", JsonValue.of(true))
                .with("modelFolders", JsonValue.of(true))
                .with("models", JsonValue.from(models.names()));
    }
}
