package ai.arkor.api.chat;

import ai.arkor.api.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an answer took, as the backend counted it.
 *
 * @param json as it came, in OpenAI's names
 */
public record TokenUsage(JsonObject json) {

    public OptionalLong promptTokens() {
        return count("prompt_tokens");
    }

    /** Tokens generated. */
    public OptionalLong completionTokens() {
        return count("completion_tokens");
    }

    public OptionalLong totalTokens() {
        return count("total_tokens");
    }

    private OptionalLong count(String name) {
        Optional<BigDecimal> count = json.number(name);
        return count.isPresent() ? OptionalLong.of(count.get().longValue()) : OptionalLong.empty();
    }
}
