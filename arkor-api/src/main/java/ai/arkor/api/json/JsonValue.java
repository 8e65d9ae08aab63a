package ai.arkor.api.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value: immutable, compared by content, null included as {@link JsonNull}.
 *
 * <p>Absent is not null: an absent member is {@link Optional#empty()}, a member that is {@code null} is {@link JsonNull}.
 * {@link #toString()} gives compact JSON text.
 */
public sealed interface JsonValue {

    /** The JSON literal {@code null}. */
    JsonValue NULL = new JsonNull();

    /** The literal {@code null}; use {@link JsonValue#NULL}. */
    record JsonNull() implements JsonValue {
        @Override
        public String toString() {
            return "null";
        }
    }

    record JsonBoolean(boolean value) implements JsonValue {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** A number, exact. Two numbers are equal when their values are: 1, 1.0 and 1e0 are one number. */
    record JsonNumber(BigDecimal value) implements JsonValue {
        public JsonNumber {
            value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }

        @Override
        public String toString() {
            return value.scale() <= 0 && value.precision() - value.scale() <= 19 ? value.toPlainString() : value.toString();
        }
    }

    record JsonString(String value) implements JsonValue {
        @Override
        public String toString() {
            return JsonText.quote(value);
        }
    }

    record JsonArray(List<JsonValue> values) implements JsonValue {
        public JsonArray {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return JsonText.array(values);
        }
    }

    /** An object; members keep the order they were given in, which does not count for equality. */
    record JsonObject(Map<String, JsonValue> members) implements JsonValue {
        public JsonObject {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        /** The member of that name; empty when absent, {@link JsonValue#NULL} when it is {@code null}. */
        public Optional<JsonValue> get(String name) {
            return Optional.ofNullable(members.get(name));
        }

        /** The member of that name when it is a string, else empty. */
        public Optional<String> string(String name) {
            return get(name).filter(JsonString.class::isInstance).map(v -> ((JsonString) v).value());
        }

        /** The member of that name when it is a number, else empty. */
        public Optional<BigDecimal> number(String name) {
            return get(name).filter(JsonNumber.class::isInstance).map(v -> ((JsonNumber) v).value());
        }

        /** The member of that name when it is an object, else empty. */
        public Optional<JsonObject> object(String name) {
            return get(name).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
        }

        /** The elements of the member of that name when it is an array, else empty. */
        public Optional<List<JsonValue>> array(String name) {
            return get(name).filter(JsonArray.class::isInstance).map(v -> ((JsonArray) v).values());
        }

        /** A copy in which the member of that name has that value. */
        public JsonObject with(String name, JsonValue value) {
            Map<String, JsonValue> changed = new LinkedHashMap<>(members);
            changed.put(name, value);
            return new JsonObject(changed);
        }

        @Override
        public String toString() {
            return JsonText.object(members);
        }
    }

    /**
     * The value of a JSON text (RFC 8259). Of members of one name the last counts.
     *
     * @throws IllegalArgumentException with the place, when it is not exactly one JSON value, or nests deeper than 500 levels
     */
    static JsonValue parse(String text) {
        return JsonReader.read(text);
    }

    static JsonValue of(@Nullable String value) {
        return value == null ? NULL : new JsonString(value);
    }

    static JsonValue of(long value) {
        return new JsonNumber(BigDecimal.valueOf(value));
    }

    /** @throws IllegalArgumentException when {@code value} is NaN or infinite, which JSON cannot say */
    static JsonValue of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no number for " + value);
        }
        return new JsonNumber(BigDecimal.valueOf(value));
    }

    static JsonValue of(boolean value) {
        return new JsonBoolean(value);
    }

    /** An object without members, to start from: {@code JsonValue.object().with("type", JsonValue.of("chatml"))}. */
    static JsonObject object() {
        return new JsonObject(Map.of());
    }

    static JsonArray array(JsonValue... values) {
        return new JsonArray(List.of(values));
    }

    /**
     * The value for a tree of plain Java objects: {@code null}, {@link Boolean}, {@link Number}, {@link CharSequence}, {@link Map} with string
     * keys, {@link Iterable}, or a {@code JsonValue}, which is returned as it is.
     *
     * @throws IllegalArgumentException for any other type, which is named
     */
    static JsonValue from(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof JsonValue json) {
            return json;
        }
        if (value instanceof Boolean b) {
            return of(b.booleanValue());
        }
        if (value instanceof Double || value instanceof Float) {
            return of(((Number) value).doubleValue());
        }
        if (value instanceof Number number) {
            return new JsonNumber(new BigDecimal(number.toString()));
        }
        if (value instanceof CharSequence text) {
            return of(text.toString());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            map.forEach((name, member) -> {
                if (!(name instanceof String key)) {
                    throw new IllegalArgumentException("A JSON object's names are strings, not " + name);
                }
                members.put(key, from(member));
            });
            return new JsonObject(members);
        }
        if (value instanceof Iterable<?> elements) {
            List<JsonValue> values = new ArrayList<>();
            elements.forEach(element -> values.add(from(element)));
            return new JsonArray(values);
        }
        throw new IllegalArgumentException("There is no JSON value for a " + value.getClass().getName());
    }
}
