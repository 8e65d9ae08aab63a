package ai.arkor.api.chat;

import ai.arkor.api.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What is asked of a model. Immutable. What is not set is left to the backend's defaults. */
public final class ChatRequest {

    private final @Nullable ModelRef model;
    private final List<ChatMessage> messages;
    private final @Nullable Double temperature;
    private final @Nullable Double topP;
    private final @Nullable Integer maxTokens;
    private final Map<String, JsonValue> extra;

    private ChatRequest(Builder builder) {
        if (builder.messages.isEmpty()) {
            throw new IllegalArgumentException("A chat request needs at least one message");
        }
        model = builder.model;
        messages = List.copyOf(builder.messages);
        temperature = builder.temperature;
        topP = builder.topP;
        maxTokens = builder.maxTokens;
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(builder.extra));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A request of one user message. */
    public static ChatRequest of(String userMessage) {
        return builder().user(userMessage).build();
    }

    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.model = model;
        copy.messages.addAll(messages);
        copy.temperature = temperature;
        copy.topP = topP;
        copy.maxTokens = maxTokens;
        copy.extra.putAll(extra);
        return copy;
    }

    /** The model to ask; empty leaves it to the run that the request is put to. */
    public Optional<ModelRef> model() {
        return Optional.ofNullable(model);
    }

    public List<ChatMessage> messages() {
        return messages;
    }

    /** The sampling temperature; 0 is greedy decoding. */
    public OptionalDouble temperature() {
        return temperature == null ? OptionalDouble.empty() : OptionalDouble.of(temperature);
    }

    /** The probability mass that nucleus sampling draws from, in (0, 1]. */
    public OptionalDouble topP() {
        return topP == null ? OptionalDouble.empty() : OptionalDouble.of(topP);
    }

    /** The most tokens to generate. */
    public OptionalInt maxTokens() {
        return maxTokens == null ? OptionalInt.empty() : OptionalInt.of(maxTokens);
    }

    /** Further members of the request's JSON, by wire name, that this class has no method for. */
    public Map<String, JsonValue> extra() {
        return extra;
    }

    /** Collects a {@link ChatRequest}. Not thread-safe. */
    public static final class Builder {

        private @Nullable ModelRef model;
        private final List<ChatMessage> messages = new ArrayList<>();
        private @Nullable Double temperature;
        private @Nullable Double topP;
        private @Nullable Integer maxTokens;
        private final Map<String, JsonValue> extra = new LinkedHashMap<>();

        private Builder() {}

        public Builder model(ModelRef value) {
            model = value;
            return this;
        }

        public Builder message(ChatMessage message) {
            messages.add(message);
            return this;
        }

        public Builder messages(List<ChatMessage> more) {
            messages.addAll(more);
            return this;
        }

        public Builder system(String content) {
            return message(ChatMessage.system(content));
        }

        public Builder user(String content) {
            return message(ChatMessage.user(content));
        }

        public Builder assistant(String content) {
            return message(ChatMessage.assistant(content));
        }

        /** @throws IllegalArgumentException when negative or not finite */
        public Builder temperature(double value) {
            if (!(value >= 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("temperature must be 0 or more, not " + value);
            }
            temperature = value;
            return this;
        }

        /** @throws IllegalArgumentException when outside (0, 1] */
        public Builder topP(double value) {
            if (!(value > 0 && value <= 1)) {
                throw new IllegalArgumentException("topP must be above 0 and at most 1, not " + value);
            }
            topP = value;
            return this;
        }

        /** @throws IllegalArgumentException when less than 1 */
        public Builder maxTokens(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("maxTokens must be 1 or more, not " + value);
            }
            maxTokens = value;
            return this;
        }

        /** Sends a further member, under its wire name, as it is. */
        public Builder extra(String name, JsonValue value) {
            extra.put(name, value);
            return this;
        }

        /** @throws IllegalArgumentException when there is no message */
        public ChatRequest build() {
            return new ChatRequest(this);
        }
    }
}
