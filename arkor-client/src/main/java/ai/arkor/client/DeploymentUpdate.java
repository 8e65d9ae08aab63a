package ai.arkor.client;

import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;

/** What is to change of a deployment: what is not set stays. Immutable; each method gives a changed copy. */
public final class DeploymentUpdate {

    /** Changes nothing, to start from: {@code DeploymentUpdate.NONE.enabled(false)}. */
    public static final DeploymentUpdate NONE = new DeploymentUpdate(JsonValue.object());

    private final JsonObject json;

    private DeploymentUpdate(JsonObject json) {
        this.json = json;
    }

    /** @throws IllegalArgumentException naming the field that is certainly wrong */
    public DeploymentUpdate target(ModelRef value) {
        return new DeploymentUpdate(json.with("target", Targets.write(value)));
    }

    /** Its keys stay what they are. */
    public DeploymentUpdate authMode(AuthMode value) {
        return new DeploymentUpdate(json.with("authMode", JsonValue.of(value.wire())));
    }

    public DeploymentUpdate enabled(boolean value) {
        return new DeploymentUpdate(json.with("enabled", JsonValue.of(value)));
    }

    public DeploymentUpdate retention(RunRetention value) {
        return new DeploymentUpdate(value.setIn(json));
    }

    /** As the wire spells it. */
    public JsonObject toJson() {
        return json;
    }

    @Override
    public String toString() {
        return "DeploymentUpdate" + json;
    }
}
