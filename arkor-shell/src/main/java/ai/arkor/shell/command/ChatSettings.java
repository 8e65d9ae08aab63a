package ai.arkor.shell.command;

import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a model is to answer. */
final class ChatSettings {

    @Option(names = "--system", paramLabel = "TEXT", description = "What the model is told of its task before the conversation.")
    private @Nullable String system;

    @Option(names = "--temperature", paramLabel = "T", description = "Sampling temperature; 0 always takes the likeliest token.")
    private @Nullable Double temperature;

    @Option(names = "--top-p", paramLabel = "P", description = "Sample from the likeliest tokens that have this probability together: above 0, at most 1.")
    private @Nullable Double topP;

    @Option(names = "--max-tokens", paramLabel = "N", description = "The most tokens to generate.")
    private @Nullable Integer maxTokens;

    @Option(names = "--seed", paramLabel = "N", description = "Sample the same answer again, where the backend takes a seed.")
    private @Nullable Long seed;

    @Option(names = "--stop", paramLabel = "TEXT", description = "End the answer before this text; may be given several times.")
    private List<String> stop = new ArrayList<>();

    @Option(names = "--raw", description = "Continue the prompt as it is, without a chat template.")
    private boolean raw;

    boolean raw() {
        return raw;
    }

    /**
     * A request to begin with; it has the system's message only.
     *
     * @throws UsageException when a setting is none that a model takes
     */
    ChatRequest.Builder request() {
        ChatRequest.Builder request = ChatRequest.builder();
        try {
            if (temperature != null) {
                request.temperature(temperature);
            }
            if (topP != null) {
                request.topP(topP);
            }
            if (maxTokens != null) {
                request.maxTokens(maxTokens);
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        if (system != null) {
            if (raw) {
                throw new UsageException("--system goes with a chat template, and --raw leaves it out; drop one of them");
            }
            request.system(system);
        }
        if (seed != null) {
            request.extra("seed", JsonValue.of(seed));
        }
        if (!stop.isEmpty()) {
            request.extra("stop", JsonValue.from(stop));
        }
        if (raw) {
            request.extra("raw", JsonValue.of(true));
        }
        return request;
    }
}
