package ai.arkor.wire;

import java.nio.charset.StandardCharsets;

/** Spells server-sent events. */
public final class SseWriter {

    private SseWriter() {}

    /**
     * The frame's bytes, with the blank line that ends it.
     *
     * @throws IllegalArgumentException when the id or the name holds a line break, or the id a NUL
     */
    public static byte[] write(SseFrame frame) {
        StringBuilder text = new StringBuilder();
        frame.id().ifPresent(id -> text.append("id: ").append(oneLine("id", id)).append('\n'));
        if (!frame.event().isEmpty()) {
            text.append("event: ").append(oneLine("event", frame.event())).append('\n');
        }
        for (String line : frame.data().split("\r\n|\r|\n", -1)) {
            text.append("data: ").append(line).append('\n');
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String oneLine(String field, String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0 || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("The " + field + " of an event is one line of text");
        }
        return value;
    }
}
