package ai.arkor.api.chat;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.api.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A whole answer.
 *
 * @param json the response as it came: an object, in OpenAI's chat-completion shape as a rule; or a string, the body of a response that is plain text
 */
public record ChatResponse(JsonValue json) {

    /** The text of the first choice; empty text when the model said nothing. */
    public String text() {
        return said().orElse("");
    }

    /**
     * The text read as JSON, for answers that were asked for in a JSON {@linkplain ResponseFormat format}.
     *
     * @throws IllegalArgumentException when it is none; with why generation ended, because JSON is cut at the most tokens
     */
    public JsonValue parsedText() {
        try {
            return JsonValue.parse(text());
        } catch (IllegalArgumentException malformed) {
            String ended = finishReason().map(reason -> " (generation ended by " + reason + ")").orElse("");
            throw new IllegalArgumentException("The answer is no JSON" + ended + ": " + malformed.getMessage(), malformed);
        }
    }

    /** The tools the model wants called, in its order. */
    public List<ToolCall> toolCalls() {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonValue call : spokenMessage().flatMap(message -> message.array("tool_calls")).orElse(List.of())) {
            if (call instanceof JsonObject object) {
                object.object("function").ifPresent(function -> calls.add(toolCall(object, function)));
            }
        }
        return List.copyOf(calls);
    }

    /** Some backends give the arguments as an object, and not as its text. */
    private static ToolCall toolCall(JsonObject call, JsonObject function) {
        String arguments = function.string("arguments").or(() -> function.object("arguments").map(JsonObject::toString)).orElse("");
        return new ToolCall(call.string("id").orElse(""), function.string("name").orElse(""), arguments);
    }

    /** The answer as the conversation's next turn, to be followed by the results of its tool calls, if it has any, or by the user. */
    public ChatMessage.Assistant message() {
        List<ToolCall> calls = toolCalls();
        return new ChatMessage.Assistant(calls.isEmpty() ? Optional.of(text()) : said(), calls);
    }

    /** Why generation ended: {@code stop}, {@code length}, {@code tool_calls} or another word of the backend's; empty when it did not say. */
    public Optional<String> finishReason() {
        return choice().flatMap(choice -> choice.string("finish_reason"));
    }

    /** The answer's id, when the backend gave one. */
    public Optional<String> id() {
        return object().flatMap(response -> response.string("id"));
    }

    /** The model that answered, by the backend's name for it. */
    public Optional<String> model() {
        return object().flatMap(response -> response.string("model"));
    }

    /** What the answer took, when the backend said. */
    public Optional<TokenUsage> usage() {
        return object().flatMap(response -> response.object("usage")).map(TokenUsage::new);
    }

    /** Tokens of the prompt, as the backend counted them. */
    public OptionalLong promptTokens() {
        return usage().map(TokenUsage::promptTokens).orElse(OptionalLong.empty());
    }

    /** Tokens generated, as the backend counted them. */
    public OptionalLong completionTokens() {
        return usage().map(TokenUsage::completionTokens).orElse(OptionalLong.empty());
    }

    private Optional<String> said() {
        if (json instanceof JsonString plain) {
            return Optional.of(plain.value());
        }
        return spokenMessage().flatMap(message -> message.string("content"))
                .or(() -> object().flatMap(response -> response.string("content").or(() -> response.string("text"))));
    }

    private Optional<JsonObject> object() {
        return json instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    private Optional<JsonObject> choice() {
        return object().flatMap(response -> response.array("choices")).flatMap(choices -> choices.stream().findFirst())
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast);
    }

    private Optional<JsonObject> spokenMessage() {
        return choice().flatMap(choice -> choice.object("message"));
    }
}
