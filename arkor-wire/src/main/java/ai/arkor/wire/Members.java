package ai.arkor.wire;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Collects the members of an object, of which some may be unset. */
final class Members {

    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    Members put(String name, JsonValue value) {
        members.put(name, value);
        return this;
    }

    /** Nothing, when it is unset. */
    Members put(String name, Optional<? extends JsonValue> value) {
        value.ifPresent(set -> members.put(name, set));
        return this;
    }

    JsonObject toObject() {
        return new JsonObject(members);
    }
}
