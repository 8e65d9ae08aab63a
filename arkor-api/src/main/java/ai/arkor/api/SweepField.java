package ai.arkor.api;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonBoolean;
import ai.arkor.api.json.JsonValue.JsonNumber;
import ai.arkor.api.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.function.BiFunction;

/**
 * A field of a run's definition that a sweep can vary.
 *
 * @param name as people write it: that of the wire, but {@code lora.r} and its likes with their group
 * @param setter gives the definition with that value; refuses one that is out of range
 */
record SweepField(String name, Kind kind, BiFunction<TrainerConfig, JsonValue, TrainerConfig> setter) {

    /** What a field takes. */
    enum Kind {
        WHOLE("a whole number"),
        NUMBER("a number"),
        FLAG("true or false"),
        TEXT("text that is not blank"),
        /** Whatever JSON there is; what is none is text. */
        ANY("a JSON value or text");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /**
     * The definition with that value.
     *
     * @throws IllegalArgumentException naming the field, when the value is not of the field's kind or out of range
     */
    TrainerConfig set(TrainerConfig config, JsonValue value) {
        return setter.apply(config, value);
    }

    /** @throws IllegalArgumentException naming the field */
    JsonValue checked(JsonValue value) {
        boolean fits = switch (kind) {
            case WHOLE -> value instanceof JsonNumber number && isLong(number.value());
            case NUMBER -> value instanceof JsonNumber number && Double.isFinite(number.value().doubleValue());
            case FLAG -> value instanceof JsonBoolean;
            case TEXT -> value instanceof JsonString text && !text.value().isBlank();
            case ANY -> true;
        };
        if (!fits) {
            throw unfit(value.toString());
        }
        return value;
    }

    /** The value a text means. */
    JsonValue parse(String text) {
        return switch (kind) {
            case WHOLE, NUMBER -> checked(number(text));
            case FLAG -> switch (text) {
                case "true", "false" -> new JsonBoolean(Boolean.parseBoolean(text));
                default -> throw unfit(text);
            };
            case TEXT -> checked(text.startsWith("\"") ? json(text) : new JsonString(text));
            case ANY -> json(text);
        };
    }

    private JsonValue number(String text) {
        try {
            return new JsonNumber(new BigDecimal(text));
        } catch (NumberFormatException notOne) {
            throw unfit(text);
        }
    }

    private static JsonValue json(String text) {
        try {
            return JsonValue.parse(text);
        } catch (IllegalArgumentException notJson) {
            return new JsonString(text);
        }
    }

    private IllegalArgumentException unfit(String text) {
        return new IllegalArgumentException("The field " + name + " takes " + kind.words + ", not " + text);
    }

    /** Also of values such as 1e999999999, whose digits are not to be written out. */
    private static boolean isLong(BigDecimal value) {
        return value.precision() - value.scale() <= 19 && value.scale() <= 0 && value.toBigInteger().bitLength() < Long.SIZE;
    }
}
