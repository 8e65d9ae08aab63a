package ai.arkor.api.chat;

import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.Optional;

/** What form the answer's text has. JSON comes as text, see {@link ChatResponse#parsedText()}. */
public sealed interface ResponseFormat {

    /** Any text. */
    record Text() implements ResponseFormat {}

    /** A JSON object, whatever is in it. */
    record AnyObject() implements ResponseFormat {}

    /**
     * JSON of a schema.
     *
     * @param name names the schema
     * @param description tells the model what it is for
     * @param schema a JSON schema
     * @param strict whether the answer is held to the schema in full
     */
    record Schema(String name, Optional<String> description, JsonObject schema, Optional<Boolean> strict) implements ResponseFormat {

        /**
         * @throws IllegalArgumentException when the name is blank, or when this is strict and an object in the schema has not
         *     {@code "additionalProperties": false} and all its properties {@code required}; with the object's place in the schema
         */
        public Schema {
            Texts.notBlank("A schema's name", name);
            if (strict.orElse(false)) {
                StrictSchema.check(schema);
            }
        }

        public Schema description(String value) {
            return new Schema(name, Optional.of(value), schema, strict);
        }

        /**
         * Whether the answer is held to the schema in full. Every object in a strict schema lists all its properties as required, and allows no others.
         *
         * @throws IllegalArgumentException when the schema is not of that kind; with the place in it
         */
        public Schema strict(boolean value) {
            return new Schema(name, description, schema, Optional.of(value));
        }
    }

    static ResponseFormat text() {
        return new Text();
    }

    static ResponseFormat jsonObject() {
        return new AnyObject();
    }

    static Schema jsonSchema(String name, JsonObject schema) {
        return new Schema(name, Optional.empty(), schema, Optional.empty());
    }
}
