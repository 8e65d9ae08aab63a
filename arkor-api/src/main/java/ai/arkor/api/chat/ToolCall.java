package ai.arkor.api.chat;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;

/**
 * A call of a {@link Tool} that the model asks for. Do it, and answer with {@link ChatMessage#tool(ToolCall, String)}.
 *
 * @param id what the answer to this call names; empty text when the backend gave none
 * @param name the tool's name, as the model wrote it
 * @param arguments the arguments as JSON text, as the model wrote it, which may be wrong; see {@link #parsedArguments()}
 */
public record ToolCall(String id, String name, String arguments) {

    public static ToolCall of(String id, String name, JsonObject arguments) {
        return new ToolCall(id, name, arguments.toString());
    }

    /**
     * The arguments; an object without members when the model wrote none.
     *
     * @throws IllegalArgumentException when what the model wrote is no JSON object, as happens when the answer was cut at its most tokens
     */
    public JsonObject parsedArguments() {
        if (arguments.isBlank()) {
            return JsonValue.object();
        }
        try {
            if (JsonValue.parse(arguments) instanceof JsonObject object) {
                return object;
            }
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("The arguments of the call of " + name + " are no JSON: " + malformed.getMessage(), malformed);
        }
        throw new IllegalArgumentException("The arguments of the call of " + name + " are JSON, but no object");
    }
}
