package ai.arkor.api.chat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One turn of a conversation. Immutable. */
public sealed interface ChatMessage {

    /** Who speaks. */
    enum Role {
        SYSTEM,
        USER,
        ASSISTANT,
        /** A {@link Tool}, with the result of a call. */
        TOOL;

        /** The role's name on the wire, in lower case. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the model is told of its task. */
    record System(String content) implements ChatMessage {
        @Override
        public Role role() {
            return Role.SYSTEM;
        }
    }

    record User(String content) implements ChatMessage {
        @Override
        public Role role() {
            return Role.USER;
        }
    }

    /**
     * What the model said, or which tools it wants called, or both.
     *
     * @param text what it said; empty when it only calls tools
     * @param toolCalls in the model's order
     */
    record Assistant(Optional<String> text, List<ToolCall> toolCalls) implements ChatMessage {

        /** @throws IllegalArgumentException when there is neither text nor a tool call; an empty text is a text */
        public Assistant {
            toolCalls = List.copyOf(toolCalls);
            if (text.isEmpty() && toolCalls.isEmpty()) {
                throw new IllegalArgumentException("An assistant's message needs a text or at least one tool call");
            }
        }

        @Override
        public Role role() {
            return Role.ASSISTANT;
        }

        @Override
        public String content() {
            return text.orElse("");
        }
    }

    /**
     * What came of a tool call.
     *
     * @param toolCallId the {@link ToolCall#id()} it answers
     * @param content the result as the model is to read it, often JSON
     */
    record ToolResult(String toolCallId, String content) implements ChatMessage {
        @Override
        public Role role() {
            return Role.TOOL;
        }
    }

    Role role();

    /** What was said; empty text when an assistant only calls tools. */
    String content();

    static ChatMessage system(String content) {
        return new System(content);
    }

    static ChatMessage user(String content) {
        return new User(content);
    }

    static ChatMessage assistant(String text) {
        return new Assistant(Optional.of(text), List.of());
    }

    /** @throws IllegalArgumentException when there is no call */
    static ChatMessage assistant(List<ToolCall> toolCalls) {
        return new Assistant(Optional.empty(), toolCalls);
    }

    static ChatMessage assistant(String text, List<ToolCall> toolCalls) {
        return new Assistant(Optional.of(text), toolCalls);
    }

    /** The result of the call of that {@link ToolCall#id()}. */
    static ChatMessage tool(String toolCallId, String content) {
        return new ToolResult(toolCallId, content);
    }

    /** The result of that call. */
    static ChatMessage tool(ToolCall call, String content) {
        return new ToolResult(call.id(), content);
    }
}
