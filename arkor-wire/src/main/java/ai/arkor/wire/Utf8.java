package ai.arkor.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text as bytes within an array that nobody changes.
 *
 * @param start inclusive
 * @param end exclusive
 */
public record Utf8(byte[] bytes, int start, int end) {

    public int length() {
        return end - start;
    }

    /** One that keeps no more memory than about what it needs. */
    Utf8 compact() {
        return bytes.length <= 2 * length() + 64 ? this : new Utf8(Arrays.copyOfRange(bytes, start, end), 0, length());
    }

    @Override
    public String toString() {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
