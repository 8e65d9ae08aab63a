package ai.arkor.wire;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long LINE_FEEDS = '\n' * ONES;
    private static final long CARRIAGE_RETURNS = '\r' * ONES;

    private final int maxFrameBytes;
    private final LineBuffer unfinished = new LineBuffer();
    private boolean afterCarriageReturn;
    private boolean firstLine = true;

    private @Nullable Utf8 data;
    private @Nullable ByteArrayOutputStream moreData;
    private int dataBytes;
    private @Nullable String id;
    private String event = "";
    private String lastName = "";

    /** @param maxFrameBytes how long the data of a frame and the line after it may be together; what is skipped, such as comments, adds nothing */
    public SseParser(int maxFrameBytes) {
        this.maxFrameBytes = maxFrameBytes;
    }

    public SseParser() {
        this(DEFAULT_MAX_FRAME_BYTES);
    }

    /** Takes the frames of a stream, in order. */
    @FunctionalInterface
    public interface Sink {

        /**
         * @param id null when the frame has none
         * @param event empty text when the frame has none
         */
        void frame(@Nullable String id, String event, Utf8 data);
    }

    /** As {@link #feed(ByteBuffer, Sink)}, giving the frames as they are read by people. */
    public List<SseFrame> feed(ByteBuffer chunk) {
        List<SseFrame> frames = new ArrayList<>();
        feed(chunk, (frameId, name, text) -> frames.add(new SseFrame(Optional.ofNullable(frameId), name, text.toString())));
        return frames;
    }

    /**
     * Gives the frames that {@code chunk} completes; reads it to its end.
     *
     * @throws FrameTooLargeException when a frame is over the limit; the parser is then of no further use
     */
    public void feed(ByteBuffer chunk, Sink frames) {
        // Never written to again: frames keep parts of it.
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        int start = afterCarriageReturn && bytes.length > 0 && bytes[0] == '\n' ? 1 : 0;
        if (bytes.length > 0) {
            afterCarriageReturn = false;
        }
        for (int at = lineEnd(bytes, start); at < bytes.length; at = lineEnd(bytes, start)) {
            endLine(bytes, start, at, frames);
            boolean carriageReturn = bytes[at] == '\r';
            boolean more = at + 1 < bytes.length;
            afterCarriageReturn = carriageReturn && !more;
            start = carriageReturn && more && bytes[at + 1] == '\n' ? at + 2 : at + 1;
        }
        if (start < bytes.length) {
            keep(bytes, start, bytes.length);
        }
    }

    /** Where the line that begins at {@code start} ends; the length when it does not. Looks at eight bytes at once. */
    private static int lineEnd(byte[] bytes, int start) {
        int at = start;
        while (at + Long.BYTES <= bytes.length) {
            long eight = (long) EIGHT.get(bytes, at);
            long found = zeroBytes(eight ^ LINE_FEEDS) | zeroBytes(eight ^ CARRIAGE_RETURNS);
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        return at;
    }

    /** The highest bit of every byte that is zero, and perhaps of bytes above one (Warren, Hacker's Delight, 6-1). */
    private static long zeroBytes(long eight) {
        return (eight - ONES) & ~eight & ONES << (Byte.SIZE - 1);
    }

    private void keep(byte[] bytes, int start, int end) {
        limitLine(unfinished.length() + end - start);
        unfinished.append(bytes, start, end);
    }

    private void endLine(byte[] bytes, int start, int end, Sink frames) {
        if (unfinished.length() == 0) {
            line(bytes, start, end, frames);
        } else {
            keep(bytes, start, end);
            line(unfinished.take(), 0, unfinished.length(), frames);
            unfinished.clear();
        }
    }

    private void line(byte[] bytes, int start, int end, Sink frames) {
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
            event = name(bytes, value, end);
        } else if (LineBuffer.is("id", bytes, start, colon)) {
            String given = text(bytes, value, end);
            id = given.indexOf('\0') < 0 ? given : id;
        }
        // Else a comment, whose name is empty, a retry hint, or a field of a later standard.
    }

    private void data(byte[] bytes, int start, int end) {
        dataBytes += end - start + 1;
        Utf8 line = new Utf8(bytes, start, end);
        if (data == null) {
            data = line;
            return;
        }
        if (moreData == null) {
            moreData = new ByteArrayOutputStream();
            write(moreData, data);
        }
        moreData.write('\n');
        write(moreData, line);
    }

    private static void write(ByteArrayOutputStream to, Utf8 line) {
        to.write(line.bytes(), line.start(), line.length());
    }

    private void endFrame(Sink frames) {
        if (data != null) {
            Utf8 whole = moreData == null ? data.compact() : new Utf8(moreData.toByteArray(), 0, moreData.size());
            frames.frame(id, event, whole);
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

    /** Of the few names there are, most are that of the frame before. */
    private String name(byte[] bytes, int start, int end) {
        if (!LineBuffer.is(lastName, bytes, start, end)) {
            lastName = text(bytes, start, end);
        }
        return lastName;
    }

    private static String text(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
