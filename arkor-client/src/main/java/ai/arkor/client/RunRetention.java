package ai.arkor.client;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonNumber;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How long a deployment keeps its requests. An open value: a mode that this version does not know is carried as the backend said it. Immutable.
 */
public final class RunRetention {

    public static final RunRetention UNLIMITED = new RunRetention("unlimited", null);
    public static final RunRetention DISABLED = new RunRetention("disabled", null);

    private static final String MODE = "runRetentionMode";
    private static final String DAYS = "runRetentionDays";

    private final String mode;
    private final @Nullable Integer days;

    private RunRetention(String mode, @Nullable Integer days) {
        this.mode = mode;
        this.days = days;
    }

    /**
     * For that many days.
     *
     * @throws IllegalArgumentException when {@code days} is below 1
     */
    public static RunRetention days(int days) {
        if (days < 1) {
            throw new IllegalArgumentException(DAYS + " must be 1 or more, not " + days);
        }
        return new RunRetention("days", days);
    }

    /** {@code unlimited}, {@code disabled}, {@code days}, or another word. */
    public String mode() {
        return mode;
    }

    /** The days of the mode {@code days}, and of no other that this version knows. */
    public OptionalInt days() {
        return days == null ? OptionalInt.empty() : OptionalInt.of(days);
    }

    /** What a deployment tells of it; empty when it tells nothing. */
    static Optional<RunRetention> of(Fields deployment) {
        Optional<JsonValue> days = deployment.json().get(DAYS).filter(value -> !value.equals(JsonValue.NULL));
        if (days.isPresent() && !(days.get() instanceof JsonNumber)) {
            throw deployment.wrong("must have a number in " + DAYS);
        }
        Integer count = days.map(value -> ((JsonNumber) value).value().intValue()).orElse(null);
        return deployment.textIfAny(MODE).map(mode -> new RunRetention(mode, count));
    }

    /** A copy of the request with this retention and nothing left of another. */
    JsonObject setIn(JsonObject request) {
        Map<String, JsonValue> members = new LinkedHashMap<>(request.members());
        members.remove(DAYS);
        members.put(MODE, JsonValue.of(mode));
        if (days != null) {
            members.put(DAYS, JsonValue.of(days));
        }
        return new JsonObject(members);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunRetention that && mode.equals(that.mode) && Objects.equals(days, that.days);
    }

    @Override
    public int hashCode() {
        return Objects.hash(mode, days);
    }

    @Override
    public String toString() {
        return days == null ? mode : mode + " " + days;
    }
}
