package ai.arkor.client;

import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.regex.Pattern;

/** A deployment to be made. Immutable; {@link #retention} gives a changed copy. */
public final class NewDeployment {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,48}[a-z0-9]");

    private final JsonObject json;

    private NewDeployment(JsonObject json) {
        this.json = json;
    }

    /**
     * @param slug the first part of its host name, for good: 2 to 50 of a-z, 0-9 and -, neither first nor last a dash. The backend reserves some.
     * @param target the model it serves
     * @throws IllegalArgumentException naming the field that is certainly wrong
     */
    public static NewDeployment of(String slug, ModelRef target, AuthMode authMode) {
        if (!SLUG.matcher(slug).matches()) {
            throw new IllegalArgumentException("slug must be 2 to 50 of a-z, 0-9 and -, neither first nor last a dash, not \"" + slug + "\"");
        }
        return new NewDeployment(JsonValue.object()
                .with("slug", JsonValue.of(slug))
                .with("target", Targets.write(target))
                .with("authMode", JsonValue.of(authMode.wire())));
    }

    /** How long it keeps requests; as the backend decides unless set, which is 7 days on Arkor Cloud. */
    public NewDeployment retention(RunRetention value) {
        return new NewDeployment(value.setIn(json));
    }

    /** As the wire spells it. */
    public JsonObject toJson() {
        return json;
    }

    @Override
    public String toString() {
        return "NewDeployment[" + json.string("slug").orElseThrow() + "]";
    }
}
