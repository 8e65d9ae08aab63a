package ai.arkor.api.chat;

import java.util.Iterator;

/**
 * An answer as it is generated: pieces of text in order.
 *
 * <p>Iterating blocks for the next piece and may be done once, by one thread. Closing ends the request and its connection, also from another
 * thread; so does reading to the end. A fault of the stream comes out of {@code next()} or {@code hasNext()} as an unchecked exception of
 * {@code ai.arkor.api}.
 */
public interface ChatStream extends Iterable<String>, AutoCloseable {

    @Override
    Iterator<String> iterator();

    /** The pieces not yet read, joined; reads to the end and closes. */
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
