package ai.arkor.testkit;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.List;

/** Who the scripted cloud's only user is. */
final class Identity {

    private Identity() {}

    static JsonObject organisation() {
        return JsonValue.object()
                .with("id", JsonValue.of("org-1"))
                .with("slug", JsonValue.of(CloudState.ORGANISATION))
                .with("name", JsonValue.of("Scripted"));
    }

    static JsonObject anonymous() {
        return JsonValue.object()
                .with("token", JsonValue.of(CloudState.TOKEN))
                .with("anonymousId", JsonValue.of("anonymous-1"))
                .with("kind", JsonValue.of("cli"))
                .with("personalOrg", organisation());
    }

    /** Signing in with a browser is not offered. */
    static JsonObject cliConfig() {
        return JsonValue.object()
                .with("auth0Domain", JsonValue.NULL)
                .with("clientId", JsonValue.NULL)
                .with("audience", JsonValue.NULL)
                .with("callbackPorts", JsonValue.array());
    }

    static JsonObject me() {
        JsonObject user = JsonValue.object().with("id", JsonValue.of("user-1")).with("email", JsonValue.NULL);
        return JsonValue.object().with("user", user).with("orgs", new JsonArray(List.of(organisation())));
    }
}
