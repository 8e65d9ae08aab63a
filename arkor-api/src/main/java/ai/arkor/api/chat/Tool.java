package ai.arkor.api.chat;

import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.Optional;

/**
 * A function of yours that the model may ask to be called. Immutable.
 *
 * <pre>{@code
 * Tool.function("weather").description("The weather of a city now").parameters(JsonValue.object()...)
 * }</pre>
 *
 * @param name what the model calls it
 * @param description tells the model when to call it
 * @param parameters the JSON schema of its arguments; without one it takes none
 * @param strict whether the arguments are held to the schema
 */
public record Tool(String name, Optional<String> description, Optional<JsonObject> parameters, Optional<Boolean> strict) {

    /** @throws IllegalArgumentException when the name is blank */
    public Tool {
        Texts.notBlank("A tool's name", name);
    }

    public static Tool function(String name) {
        return new Tool(name, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Tool description(String value) {
        return new Tool(name, Optional.of(value), parameters, strict);
    }

    public Tool parameters(JsonObject schema) {
        return new Tool(name, description, Optional.of(schema), strict);
    }

    public Tool strict(boolean value) {
        return new Tool(name, description, parameters, Optional.of(value));
    }
}
