package ai.arkor.client;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A deployment's key as listings tell of it, without the key itself: immutable, with every other field the backend sent. */
public final class DeploymentKey {

    private final Fields fields;

    private DeploymentKey(Fields fields) {
        this.fields = fields;
    }

    /**
     * A key that the backend tells against the rules is dropped.
     *
     * @throws IllegalArgumentException naming the first field that is missing or wrong
     */
    static DeploymentKey of(JsonObject json) {
        Fields fields = new Fields("deployment's key", withoutPlaintext(json));
        fields.text("id");
        fields.text("label");
        fields.text("prefix");
        fields.flag("enabled");
        fields.text("createdAt");
        fields.textIfAny("lastUsedAt");
        return new DeploymentKey(fields);
    }

    static JsonObject withoutPlaintext(JsonObject json) {
        Map<String, JsonValue> members = new LinkedHashMap<>(json.members());
        members.remove("plaintext");
        return new JsonObject(members);
    }

    public String id() {
        return fields.text("id");
    }

    /** What its owner calls it. */
    public String label() {
        return fields.text("label");
    }

    /** The first characters of the key, to tell it by. */
    public String prefix() {
        return fields.text("prefix");
    }

    /** Whether it opens the deployment; a key that was revoked does not. */
    public boolean enabled() {
        return fields.flag("enabled");
    }

    /** Empty when the backend's text, which is in {@link #json()}, is no moment in UTC. */
    public Optional<Instant> createdAt() {
        return fields.time("createdAt");
    }

    /** About when it was last used; empty when it was not. */
    public Optional<Instant> lastUsedAt() {
        return fields.time("lastUsedAt");
    }

    /** The record as it came, without the key itself. */
    public JsonObject json() {
        return fields.json();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeploymentKey that && json().equals(that.json());
    }

    @Override
    public int hashCode() {
        return json().hashCode();
    }

    @Override
    public String toString() {
        return "DeploymentKey[" + id() + " " + label() + " " + prefix() + (enabled() ? "" : ", revoked") + "]";
    }
}
