package ai.arkor.client;

import ai.arkor.api.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** A deployment's new key with the key itself, which is told here and never again. Immutable. */
public final class IssuedKey {

    private final Fields fields;
    private final String plaintext;

    private IssuedKey(Fields fields, String plaintext) {
        this.fields = fields;
        this.plaintext = plaintext;
    }

    /** @throws IllegalArgumentException naming the first field that is missing or wrong */
    static IssuedKey of(JsonObject json) {
        String plaintext = new Fields("deployment's new key", json).text("plaintext");
        Fields fields = new Fields("deployment's new key", DeploymentKey.withoutPlaintext(json));
        fields.text("id");
        fields.text("label");
        fields.text("prefix");
        fields.text("createdAt");
        return new IssuedKey(fields, plaintext);
    }

    /** The key: a secret, which no other method tells. */
    public String plaintext() {
        return plaintext;
    }

    public String id() {
        return fields.text("id");
    }

    /** What its owner calls it. */
    public String label() {
        return fields.text("label");
    }

    /** The first characters of the key, to tell it by in listings. */
    public String prefix() {
        return fields.text("prefix");
    }

    /** Empty when the backend's text, which is in {@link #json()}, is no moment in UTC. */
    public Optional<Instant> createdAt() {
        return fields.time("createdAt");
    }

    /** The record as it came, without the key itself. */
    public JsonObject json() {
        return fields.json();
    }

    @Override
    public String toString() {
        return "IssuedKey[" + id() + " " + label() + " " + prefix() + "]";
    }
}
