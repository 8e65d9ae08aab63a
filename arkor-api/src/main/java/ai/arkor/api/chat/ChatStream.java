package ai.arkor.api.chat;

import java.util.Iterator;

/**
 * An answer as it is generated: pieces of text in order, or by {@link #pieces()} also of tool calls.
 *
 * <p>Iterating blocks for the next piece and may be done once, in one of the two ways, by one thread; {@link #response()} gives the whole answer
 * afterwards, or in place of it. Closing ends the request and its connection, also from another thread, and ends a blocked {@code hasNext()}, which
 * then is false; so does reading to the end. A fault of the stream, an abort and the closing of the client come out of {@code next()} or
 * {@code hasNext()} as an unchecked exception of {@code ai.arkor.api}, an interrupt as an {@code AbortedException}, with the thread's interrupt status
 * set again; the connection is closed then, too.
 */
public interface ChatStream extends Iterable<String>, AutoCloseable {

    /** The pieces of the answer's text. What is none, such as tool calls, is found in {@link #response()}. */
    @Override
    Iterator<String> iterator();

    /** The pieces of the answer of every kind, to be iterated once in place of {@link #iterator()}. */
    Iterable<ChatPiece> pieces();

    /**
     * The whole answer, made of all pieces; reads to the end those that were not iterated yet.
     *
     * @throws IllegalStateException when this was closed before the end of the answer
     */
    ChatResponse response();

    /** The pieces of text not yet read, joined; reads to the end and closes. */
    default String readAll() {
        StringBuilder text = new StringBuilder();
        try (this) {
            forEach(text::append);
        }
        return text.toString();
    }

    /** Ends the request. Idempotent. */
    @Override
    void close();
}
