package ai.arkor.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a stream of server-sent events apart, fed in chunks cut anywhere. Linear in the bytes fed. Works on bytes, so that no cut can fall inside a
 * character. Lines end in LF, CR or CRLF. A frame without a data line is not delivered, nor is one the stream ends in the midst of; an id belongs to
 * its own frame only. Not thread-safe.
 */
public final class SseParser {

    /** The limit for those who have no reason for another: 8 MiB. */
    public static final int DEFAULT_MAX_FRAME_BYTES = 8 << 20;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final int maxFrameBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private @Nullable String id;
    private String event = "";
    private int frameBytes;
    private boolean afterCarriageReturn;
    private boolean firstLine = true;

    /** @param maxFrameBytes how long a frame may be, its field names included */
    public SseParser(int maxFrameBytes) {
        this.maxFrameBytes = maxFrameBytes;
    }

    public SseParser() {
        this(DEFAULT_MAX_FRAME_BYTES);
    }

    /**
     * The frames that {@code chunk} completes, in order; reads it to its end.
     *
     * @throws FrameTooLargeException when a frame is over the limit; the parser is then of no further use
     */
    public List<SseFrame> feed(ByteBuffer chunk) {
        List<SseFrame> frames = new ArrayList<>();
        while (chunk.hasRemaining()) {
            byte b = chunk.get();
            boolean endsCrLf = b == '\n' && afterCarriageReturn;
            afterCarriageReturn = b == '\r';
            if (endsCrLf) {
                continue;
            }
            if (b == '\n' || b == '\r') {
                endLine(frames);
            } else if (++frameBytes > maxFrameBytes) {
                throw new FrameTooLargeException(maxFrameBytes);
            } else {
                line.write(b);
            }
        }
        return frames;
    }

    private void endLine(List<SseFrame> frames) {
        String text = lineText();
        line.reset();
        if (!text.isEmpty()) {
            field(text);
            return;
        }
        if (hasData) {
            frames.add(new SseFrame(Optional.ofNullable(id), event, data.toString()));
        }
        data.setLength(0);
        hasData = false;
        id = null;
        event = "";
        frameBytes = 0;
    }

    private String lineText() {
        byte[] bytes = line.toByteArray();
        int start = firstLine && startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
        firstLine = false;
        return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == BYTE_ORDER_MARK[0] && bytes[1] == BYTE_ORDER_MARK[1] && bytes[2] == BYTE_ORDER_MARK[2];
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + (text.startsWith(" ", colon + 1) ? 2 : 1));
        switch (name) {
            case "data" -> {
                if (hasData) {
                    data.append('\n');
                }
                data.append(value);
                hasData = true;
            }
            case "event" -> event = value;
            case "id" -> {
                if (value.indexOf('\0') < 0) {
                    id = value;
                }
            }
            default -> {
                // Comments (an empty name), retry, and fields of a later standard.
            }
        }
    }
}
