package ai.arkor.client;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonBoolean;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.api.json.JsonValue.JsonString;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Reads what a record of a backend's must have.
 *
 * @param record what the record is called when a field is wrong
 */
record Fields(String record, JsonObject json) {

    /** @throws IllegalArgumentException when it is missing or no text */
    String text(String name) {
        return json.string(name).orElseThrow(() -> wrong("must have the text field " + name));
    }

    /** @throws IllegalArgumentException when it is missing or neither true nor false */
    boolean flag(String name) {
        return json.get(name).filter(JsonBoolean.class::isInstance).map(value -> ((JsonBoolean) value).value())
                .orElseThrow(() -> wrong("must have the field " + name + ", true or false"));
    }

    /** @throws IllegalArgumentException when it is missing or no object */
    JsonObject object(String name) {
        return json.object(name).orElseThrow(() -> wrong("must have the object " + name));
    }

    /** Text or null, absent being the same as null. */
    Optional<String> textIfAny(String name) {
        Optional<JsonValue> value = json.get(name).filter(v -> !v.equals(JsonValue.NULL));
        if (value.isPresent() && !(value.get() instanceof JsonString)) {
            throw wrong("must have text in " + name + ", or null");
        }
        return json.string(name);
    }

    /** The moment in such a field; empty when it is absent or in another form than ISO 8601 in UTC. */
    Optional<Instant> time(String name) {
        try {
            return json.string(name).map(Instant::parse);
        } catch (DateTimeParseException anotherForm) {
            return Optional.empty();
        }
    }

    IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("A " + record + " " + what);
    }
}
