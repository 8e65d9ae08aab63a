package ai.arkor.api.chat;

import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A whole answer, in OpenAI's chat-completion shape.
 *
 * @param json the response as it came
 */
public record ChatResponse(JsonObject json) {

    /** The text of the first choice; empty text when the model said nothing. */
    public String text() {
        return firstChoice().flatMap(choice -> choice.object("message")).flatMap(message -> message.string("content")).orElse("");
    }

    /** Why generation ended: {@code stop}, {@code length} or another word of the backend's; empty when it did not say. */
    public Optional<String> finishReason() {
        return firstChoice().flatMap(choice -> choice.string("finish_reason"));
    }

    /** Tokens of the prompt, as the backend counted them. */
    public OptionalLong promptTokens() {
        return usage("prompt_tokens");
    }

    /** Tokens generated, as the backend counted them. */
    public OptionalLong completionTokens() {
        return usage("completion_tokens");
    }

    private Optional<JsonObject> firstChoice() {
        return json.get("choices")
                .filter(JsonArray.class::isInstance)
                .flatMap(choices -> ((JsonArray) choices).values().stream().findFirst())
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast);
    }

    private OptionalLong usage(String name) {
        Optional<BigDecimal> count = json.object("usage").flatMap(usage -> usage.number(name));
        return count.isPresent() ? OptionalLong.of(count.get().longValue()) : OptionalLong.empty();
    }
}
