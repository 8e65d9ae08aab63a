package ai.arkor.local.backend.chat;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an inference worker is asked.
 *
 * @param adapter the adapter's folder, or null for the base model alone
 * @param messages role and content each
 * @param raw whether the content of the only message is continued as it is, without a chat template
 * @param temperature 0 is greedy
 * @param maxTokens the most tokens to generate
 * @param stop texts that end the answer
 */
public record Question(Path model, @Nullable Path adapter, List<JsonObject> messages, boolean raw, double temperature, double topP, int maxTokens,
        long seed, List<String> stop) {

    JsonObject toJson(long id) {
        return JsonValue.object()
                .with("id", JsonValue.of(id))
                .with("op", JsonValue.of("generate"))
                .with("modelDirectory", JsonValue.of(model.toString()))
                .with("adapterDirectory", adapter == null ? JsonValue.NULL : JsonValue.of(adapter.toString()))
                .with("messages", new JsonArray(List.copyOf(messages)))
                .with("raw", JsonValue.of(raw))
                .with("temperature", JsonValue.of(temperature))
                .with("topP", JsonValue.of(topP))
                .with("maxTokens", JsonValue.of(maxTokens))
                .with("seed", JsonValue.of(seed))
                .with("stop", JsonValue.from(stop));
    }
}
