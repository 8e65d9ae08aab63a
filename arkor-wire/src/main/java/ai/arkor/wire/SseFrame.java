package ai.arkor.wire;

import java.util.Optional;

/**
 * One server-sent event.
 *
 * @param id its position in the stream, opaque; empty when the frame has none
 * @param event its name; empty text when the frame has none
 * @param data its data lines, joined by line feeds
 */
public record SseFrame(Optional<String> id, String event, String data) {

    public static final String PING = "ping";
    public static final String END = "end";

    public static SseFrame of(String id, String event, String data) {
        return new SseFrame(Optional.of(id), event, data);
    }

    /** A keep-alive. It has a data line, without which it would not be delivered. */
    public static SseFrame ping() {
        return new SseFrame(Optional.empty(), PING, "");
    }

    public boolean isPing() {
        return event.equals(PING);
    }

    public boolean isEnd() {
        return event.equals(END);
    }
}
