package ai.arkor.wire;

import java.util.Arrays;

/** The bytes of a line that the chunks so far did not end, and how lines are compared. */
final class LineBuffer {

    static final int BYTE_ORDER_MARK_BYTES = 3;

    private static final byte[] EMPTY = {};

    private byte[] bytes = EMPTY;
    private int length;

    int length() {
        return length;
    }

    /** The bytes, no more written to; this is to be {@linkplain #clear cleared} next. */
    byte[] take() {
        byte[] taken = bytes;
        bytes = EMPTY;
        return taken;
    }

    void append(byte[] from, int start, int end) {
        int needed = length + end - start;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
        System.arraycopy(from, start, bytes, length, end - start);
        length = needed;
    }

    void clear() {
        length = 0;
    }

    static boolean is(String ascii, byte[] bytes, int start, int end) {
        if (end - start != ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[start + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean startsWithByteOrderMark(byte[] bytes, int start, int end) {
        return end - start >= BYTE_ORDER_MARK_BYTES
                && bytes[start] == (byte) 0xEF && bytes[start + 1] == (byte) 0xBB && bytes[start + 2] == (byte) 0xBF;
    }
}
