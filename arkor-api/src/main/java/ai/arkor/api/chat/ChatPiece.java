package ai.arkor.api.chat;

import java.util.Optional;

/** A part of a streamed answer. Until a major version there are these kinds only; what a backend sends beyond them is passed over. */
public sealed interface ChatPiece {

    /** More of the answer's text; never empty. */
    record Text(String text) implements ChatPiece {}

    /**
     * More of a tool call. The pieces of one index are one call: its id and name come with the first, as a rule, and the arguments in fragments.
     *
     * @param index the call's place among the calls, from 0
     * @param id the call's id; empty when this piece does not tell it
     * @param name more of the tool's name; empty text when this piece tells nothing of it
     * @param arguments more of the arguments' JSON text; may be empty text
     */
    record ToolCallDelta(int index, Optional<String> id, String name, String arguments) implements ChatPiece {}

    /**
     * Generation ended. Usage may follow.
     *
     * @param reason {@code stop}, {@code length}, {@code tool_calls} or another word of the backend's
     */
    record Finish(String reason) implements ChatPiece {}

    /** What the answer took. Of several the last counts. */
    record Usage(TokenUsage usage) implements ChatPiece {}
}
