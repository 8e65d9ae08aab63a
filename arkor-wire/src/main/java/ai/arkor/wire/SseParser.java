package ai.arkor.wire;

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

    private final int maxFrameBytes;
    private final LineBuffer unfinished = new LineBuffer();
    private boolean afterCarriageReturn;
    private boolean firstLine = true;

    private @Nullable String data;
    private @Nullable StringBuilder moreData;
    private int dataBytes;
    private @Nullable String id;
    private String event = "";

    /** @param maxFrameBytes how long the data of a frame and the line after it may be together; what is skipped, such as comments, adds nothing */
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
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        int start = 0;
        for (int at = 0; at < bytes.length; at++) {
            byte b = bytes[at];
            if (b == '\n' && afterCarriageReturn) {
                start = at + 1;
            } else if (b == '\n' || b == '\r') {
                endLine(bytes, start, at, frames);
                start = at + 1;
            }
            afterCarriageReturn = b == '\r';
        }
        keep(bytes, start, bytes.length);
        return frames;
    }

    private void keep(byte[] bytes, int start, int end) {
        limitLine(unfinished.length() + end - start);
        unfinished.append(bytes, start, end);
    }

    private void endLine(byte[] bytes, int start, int end, List<SseFrame> frames) {
        if (unfinished.length() == 0) {
            line(bytes, start, end, frames);
        } else {
            keep(bytes, start, end);
            line(unfinished.bytes(), 0, unfinished.length(), frames);
            unfinished.clear();
        }
    }

    private void line(byte[] bytes, int start, int end, List<SseFrame> frames) {
        limitLine(end - start);
        int from = firstLine && LineBuffer.startsWithByteOrderMark(bytes, start, end) ? start + LineBuffer.BYTE_ORDER_MARK_BYTES : start;
        firstLine = false;
        if (from == end) {
            endFrame(frames);
        } else {
            field(bytes, from, end);
        }
    }

    private void field(byte[] bytes, int start, int end) {
        int colon = start;
        while (colon < end && bytes[colon] != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, end);
        if (value < end && bytes[value] == ' ') {
            value++;
        }
        if (LineBuffer.is("data", bytes, start, colon)) {
            data(bytes, value, end);
        } else if (LineBuffer.is("event", bytes, start, colon)) {
            event = text(bytes, value, end);
        } else if (LineBuffer.is("id", bytes, start, colon)) {
            String given = text(bytes, value, end);
            id = given.indexOf('\0') < 0 ? given : id;
        }
        // Else a comment, whose name is empty, a retry hint, or a field of a later standard.
    }

    private void data(byte[] bytes, int start, int end) {
        dataBytes += end - start + 1;
        String text = text(bytes, start, end);
        if (data == null) {
            data = text;
            return;
        }
        if (moreData == null) {
            moreData = new StringBuilder(data);
        }
        moreData.append('\n').append(text);
    }

    private void endFrame(List<SseFrame> frames) {
        if (data != null) {
            frames.add(new SseFrame(Optional.ofNullable(id), event, moreData == null ? data : moreData.toString()));
        }
        data = null;
        moreData = null;
        dataBytes = 0;
        id = null;
        event = "";
    }

    private void limitLine(int lineBytes) {
        if (dataBytes + lineBytes > maxFrameBytes) {
            throw new FrameTooLargeException(maxFrameBytes);
        }
    }

    private static String text(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
