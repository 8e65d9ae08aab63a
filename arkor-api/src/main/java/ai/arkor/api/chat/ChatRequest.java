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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a model. Immutable. What is not set is left to the backend's defaults. What no backend takes cannot be built; whether a backend can
 * do the rest, such as tools, it says itself.
 */
public final class ChatRequest {

    /** Members of the request's JSON that have methods here, or follow from how it is asked. */
    private static final Set<String> TAKEN = Set.of("adapter", "baseModel", "messages", "temperature", "topP", "maxTokens", "stream", "tools", "toolChoice",
            "responseFormat", "structuredOutputs");

    private final @Nullable ModelRef model;
    private final List<ChatMessage> messages;
    private final @Nullable Double temperature;
    private final @Nullable Double topP;
    private final @Nullable Integer maxTokens;
    private final List<Tool> tools;
    private final @Nullable ToolChoice toolChoice;
    private final @Nullable ResponseFormat responseFormat;
    private final @Nullable StructuredOutputs structuredOutputs;
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
        tools = List.copyOf(builder.tools);
        toolChoice = builder.toolChoice;
        responseFormat = builder.responseFormat;
        structuredOutputs = builder.structuredOutputs;
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(builder.extra));
        check();
    }

    private void check() {
        List<String> names = tools.stream().map(Tool::name).toList();
        if (toolChoice != null && tools.isEmpty()) {
            throw new IllegalArgumentException("toolChoice needs tools to choose from; add them with tool(..)");
        }
        if (toolChoice instanceof ToolChoice.Function function && !names.contains(function.name())) {
            throw new IllegalArgumentException("toolChoice names " + function.name() + ", which is none of the tools " + String.join(", ", names));
        }
        names.stream().filter(name -> Collections.frequency(names, name) > 1).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("tools has two of the name " + name + ", whose calls could not be told apart");
        });
        if (structuredOutputs != null && responseFormat != null && !(responseFormat instanceof ResponseFormat.Text)) {
            throw new IllegalArgumentException("structuredOutputs and a JSON responseFormat exclude each other; leave one of them out");
        }
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
        copy.tools.addAll(tools);
        copy.toolChoice = toolChoice;
        copy.responseFormat = responseFormat;
        copy.structuredOutputs = structuredOutputs;
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

    /** What the model may ask to be called; none when empty. */
    public List<Tool> tools() {
        return tools;
    }

    public Optional<ToolChoice> toolChoice() {
        return Optional.ofNullable(toolChoice);
    }

    public Optional<ResponseFormat> responseFormat() {
        return Optional.ofNullable(responseFormat);
    }

    public Optional<StructuredOutputs> structuredOutputs() {
        return Optional.ofNullable(structuredOutputs);
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
        private final List<Tool> tools = new ArrayList<>();
        private @Nullable ToolChoice toolChoice;
        private @Nullable ResponseFormat responseFormat;
        private @Nullable StructuredOutputs structuredOutputs;
        private final Map<String, JsonValue> extra = new LinkedHashMap<>();

        private Builder() {}

        public Builder model(ModelRef value) {
            model = value;
            return this;
        }

        /** Adds a turn. */
        public Builder message(ChatMessage message) {
            messages.add(message);
            return this;
        }

        /** Adds turns. */
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

        /** Adds a tool that the model may ask to be called. */
        public Builder tool(Tool tool) {
            tools.add(tool);
            return this;
        }

        /** Adds tools that the model may ask to be called. */
        public Builder tools(List<Tool> more) {
            tools.addAll(more);
            return this;
        }

        public Builder toolChoice(ToolChoice value) {
            toolChoice = value;
            return this;
        }

        public Builder responseFormat(ResponseFormat value) {
            responseFormat = value;
            return this;
        }

        public Builder structuredOutputs(StructuredOutputs value) {
            structuredOutputs = value;
            return this;
        }

        /**
         * Sends a further member, such as {@code stop} or {@code seed}, under its wire name, as it is.
         *
         * @throws IllegalArgumentException when there is a method for it
         */
        public Builder extra(String name, JsonValue value) {
            if (TAKEN.contains(name)) {
                throw new IllegalArgumentException(name + " is not an extra: " + (name.equals("stream")
                        ? "ask for a stream by chatStream(..) or inferStream(..)"
                        : "use the builder's method for it"));
            }
            extra.put(name, value);
            return this;
        }

        /**
         * @throws IllegalArgumentException when there is no message; when a tool choice has no tools or names none of them, or two tools have one name;
         *     when structured outputs come with a response format other than text
         */
        public ChatRequest build() {
            return new ChatRequest(this);
        }
    }
}
