package ai.arkor.api.chat;

import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Holds the answer's text to one constraint while it is generated. Immutable.
 *
 * @param constraint what the text must be
 * @param disableAnyWhitespace whether JSON is written without any whitespace between its tokens
 * @param disableAdditionalProperties whether objects of a schema that says nothing of further properties have none
 * @param whitespacePattern the regular expression of what may stand between the tokens of JSON
 */
public record StructuredOutputs(Constraint constraint, Optional<Boolean> disableAnyWhitespace, Optional<Boolean> disableAdditionalProperties,
        Optional<String> whitespacePattern) {

    /** What a text must be. */
    public sealed interface Constraint {}

    /** JSON of that schema. */
    public record Json(JsonObject schema) implements Constraint {}

    /**
     * A match of that regular expression, as a whole.
     *
     * @param pattern in the backend's dialect
     */
    public record Regex(String pattern) implements Constraint {

        /** @throws IllegalArgumentException when the pattern is blank */
        public Regex {
            Texts.notBlank("The regex of structured outputs", pattern);
        }
    }

    /** One of those texts. */
    public record Choice(List<String> options) implements Constraint {

        /** @throws IllegalArgumentException when there is no option */
        public Choice {
            options = List.copyOf(options);
            if (options.isEmpty()) {
                throw new IllegalArgumentException("The choice of structured outputs needs at least one option");
            }
        }
    }

    /**
     * A text of that grammar.
     *
     * @param grammar in the backend's notation, for instance EBNF
     */
    public record Grammar(String grammar) implements Constraint {

        /** @throws IllegalArgumentException when the grammar is blank */
        public Grammar {
            Texts.notBlank("The grammar of structured outputs", grammar);
        }
    }

    /** A JSON object, whatever is in it. */
    public record AnyObject() implements Constraint {}

    public static StructuredOutputs json(JsonObject schema) {
        return of(new Json(schema));
    }

    public static StructuredOutputs regex(String pattern) {
        return of(new Regex(pattern));
    }

    public static StructuredOutputs choice(String... options) {
        return choice(List.of(options));
    }

    public static StructuredOutputs choice(List<String> options) {
        return of(new Choice(options));
    }

    public static StructuredOutputs grammar(String grammar) {
        return of(new Grammar(grammar));
    }

    public static StructuredOutputs jsonObject() {
        return of(new AnyObject());
    }

    private static StructuredOutputs of(Constraint constraint) {
        return new StructuredOutputs(constraint, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public StructuredOutputs disableAnyWhitespace(boolean value) {
        return new StructuredOutputs(constraint, Optional.of(value), disableAdditionalProperties, whitespacePattern);
    }

    public StructuredOutputs disableAdditionalProperties(boolean value) {
        return new StructuredOutputs(constraint, disableAnyWhitespace, Optional.of(value), whitespacePattern);
    }

    public StructuredOutputs whitespacePattern(String value) {
        return new StructuredOutputs(constraint, disableAnyWhitespace, disableAdditionalProperties, Optional.of(value));
    }
}
