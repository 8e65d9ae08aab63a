package ai.arkor.local.backend.chat;

/** One part of an answer as it is generated. */
public sealed interface Piece {

    /** More text. */
    record Delta(String text) implements Piece {}

    /**
     * The end.
     *
     * @param finishReason {@code stop} or {@code length}
     */
    record Done(String finishReason, long promptTokens, long completionTokens) implements Piece {}

    /** The end, without a whole answer: the worker refused, or it is gone. */
    record Failed(boolean workerLost, String problem) implements Piece {}
}
