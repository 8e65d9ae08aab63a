package ai.arkor.client;

import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * A model served at an address of its own, as the backend told of it: immutable, with every field it sent, also those this version has no method for.
 */
public final class Deployment {

    private final Fields fields;
    private final ModelRef target;
    private final AuthMode authMode;
    private final Optional<RunRetention> retention;

    private Deployment(Fields fields) {
        this.fields = fields;
        target = Targets.read(fields.object("target"));
        authMode = AuthMode.of(fields.text("authMode"))
                .orElseThrow(() -> fields.wrong("has the authMode none or fixed_api_key, not " + fields.text("authMode")));
        retention = RunRetention.of(fields);
    }

    /** @throws IllegalArgumentException naming the first field that is missing or wrong */
    static Deployment of(JsonObject json) {
        Fields fields = new Fields("deployment", json);
        for (String field : new String[] {"id", "slug", "orgId", "projectId", "createdAt", "updatedAt"}) {
            fields.text(field);
        }
        if (!fields.text("urlFormat").equals("openai_compat")) {
            throw fields.wrong("has the urlFormat openai_compat, not " + fields.text("urlFormat"));
        }
        fields.flag("enabled");
        if (json.get("customDomain").isEmpty()) {
            throw fields.wrong("must have the field customDomain, text or null");
        }
        fields.textIfAny("customDomain");
        return new Deployment(fields);
    }

    public String id() {
        return fields.text("id");
    }

    /** The first part of its host name, which never changes. */
    public String slug() {
        return fields.text("slug");
    }

    public String orgId() {
        return fields.text("orgId");
    }

    public String projectId() {
        return fields.text("projectId");
    }

    /** The model it serves. */
    public ModelRef target() {
        return target;
    }

    public AuthMode authMode() {
        return authMode;
    }

    /** Whether it answers; if not, its slug stays taken. */
    public boolean enabled() {
        return fields.flag("enabled");
    }

    /** A host name of the owner's own. */
    public Optional<String> customDomain() {
        return fields.textIfAny("customDomain");
    }

    /** Empty when the backend does not say. */
    public Optional<RunRetention> retention() {
        return retention;
    }

    /** Empty when the backend's text, which is in {@link #json()}, is no moment in UTC. */
    public Optional<Instant> createdAt() {
        return fields.time("createdAt");
    }

    /** As {@link #createdAt()}. */
    public Optional<Instant> updatedAt() {
        return fields.time("updatedAt");
    }

    /** The record as it came. */
    public JsonObject json() {
        return fields.json();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Deployment that && json().equals(that.json());
    }

    @Override
    public int hashCode() {
        return json().hashCode();
    }

    @Override
    public String toString() {
        return "Deployment[" + id() + " " + slug() + (enabled() ? "" : ", disabled") + "]";
    }
}
