package ai.arkor.local.job;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonBoolean;
import ai.arkor.api.json.JsonValue.JsonNull;
import ai.arkor.api.json.JsonValue.JsonNumber;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.api.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the members of an object one by one and collects everything that is wrong, so that one refusal names it all. A member that is {@code null}
 * counts as not given: the default holds.
 */
final class ConfigReader {

    private final String path;
    private final JsonObject json;
    private final List<String> problems;
    private final Set<String> known = new HashSet<>();

    ConfigReader(String path, JsonObject json, List<String> problems) {
        this.path = path;
        this.json = json;
        this.problems = problems;
    }

    Optional<JsonValue> value(String field) {
        known.add(field);
        return json.get(field).filter(value -> !(value instanceof JsonNull));
    }

    Optional<Long> whole(String field, long least, long most) {
        return value(field).flatMap(value -> {
            if (value instanceof JsonNumber number && isWhole(number.value()) && number.value().compareTo(BigDecimal.valueOf(least)) >= 0
                    && number.value().compareTo(BigDecimal.valueOf(most)) <= 0) {
                return Optional.of(number.value().longValueExact());
            }
            refuse(field, "must be a whole number from " + least + " to " + most + ", not " + value + ".");
            return Optional.empty();
        });
    }

    private static boolean isWhole(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0;
    }

    /** A number in the range that {@code bounds} tells of; {@code bounds} is also the text people read. */
    Optional<Double> number(String field, Bounds bounds) {
        return value(field).flatMap(value -> {
            if (value instanceof JsonNumber number && bounds.hold(number.value().doubleValue())) {
                return Optional.of(number.value().doubleValue());
            }
            refuse(field, "must be a number " + bounds.text() + ", not " + value + ".");
            return Optional.empty();
        });
    }

    Optional<Boolean> flag(String field) {
        return value(field).flatMap(value -> {
            if (value instanceof JsonBoolean flag) {
                return Optional.of(flag.value());
            }
            refuse(field, "must be true or false, not " + value + ".");
            return Optional.empty();
        });
    }

    Optional<String> text(String field) {
        return value(field).flatMap(value -> {
            if (value instanceof JsonString text) {
                return Optional.of(text.value());
            }
            refuse(field, "must be a text, not " + value + ".");
            return Optional.empty();
        });
    }

    Optional<String> word(String field, String... allowed) {
        return text(field).flatMap(text -> {
            if (Arrays.asList(allowed).contains(text)) {
                return Optional.of(text);
            }
            refuse(field, "must be " + String.join(" or ", allowed) + " on the local backend, not \"" + text + "\".");
            return Optional.empty();
        });
    }

    Optional<ConfigReader> object(String field) {
        return value(field).flatMap(value -> {
            if (value instanceof JsonObject object) {
                return Optional.of(new ConfigReader(path + field + ".", object, problems));
            }
            refuse(field, "must be an object, not " + value + ".");
            return Optional.empty();
        });
    }

    void refuse(String field, String problem) {
        problems.add(path + field + " " + problem);
    }

    /** Refuses every member that was not asked for. */
    void refuseOthers() {
        List<String> others = new ArrayList<>(json.members().keySet());
        others.removeAll(known);
        others.forEach(field -> refuse(field, "is not a field the local backend knows; remove it."));
    }

    /** A range of numbers, and how people read it. */
    record Bounds(double least, boolean leastIncluded, double most, boolean mostIncluded, String text) {

        static final Bounds ABOVE_0 = new Bounds(0, false, Double.MAX_VALUE, true, "above 0");
        static final Bounds FROM_0 = new Bounds(0, true, Double.MAX_VALUE, true, "of 0 or more");
        static final Bounds PROBABILITY = new Bounds(0, true, 1, false, "from 0 to below 1");
        static final Bounds FRACTION = new Bounds(0, false, 1, false, "between 0 and 1");

        boolean hold(double value) {
            return (leastIncluded ? value >= least : value > least) && (mostIncluded ? value <= most : value < most);
        }
    }
}
