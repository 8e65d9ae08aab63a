package ai.arkor.local.engine.text;

import java.util.Arrays;

/**
 * Turns tokens into text as they arrive, never half a character. Not safe for use by several threads.
 *
 * <p>A token's text depends on the one before it (a leading space, the bytes of one character spread over tokens), so each step
 * decodes a short window twice, with and without the new token, and hands out the difference.
 */
public final class IncrementalDecoder {
    /** More tokens than any character has bytes: a window still undecodable then is not UTF-8, and is handed out as U+FFFD. */
    private static final int LONGEST_CHARACTER = 8;

    private final Tokenizer tokenizer;
    private int[] ids;
    private int size;
    private int windowStart;
    private int handedOut;

    IncrementalDecoder(Tokenizer tokenizer, int[] context) {
        this.tokenizer = tokenizer;
        this.ids = Arrays.copyOf(context, context.length + 64);
        this.size = context.length;
        this.windowStart = Math.max(0, context.length - LONGEST_CHARACTER);
        this.handedOut = context.length;
    }

    /** Adds a token and returns the text that is now certain, often the token's own, sometimes none. */
    public String add(int id) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
        }
        ids[size++] = id;
        String before = window(handedOut);
        String now = window(size);
        boolean incomplete = now.endsWith("\uFFFD") && size - handedOut < LONGEST_CHARACTER;
        if (incomplete || now.length() <= before.length()) {
            return "";
        }
        windowStart = handedOut;
        handedOut = size;
        return now.substring(before.length());
    }

    /** What is left when no more tokens come: a character that was never completed, as U+FFFD. */
    public String finish() {
        String before = window(handedOut);
        String now = window(size);
        handedOut = size;
        return now.length() > before.length() ? now.substring(before.length()) : "";
    }

    private String window(int end) {
        return tokenizer.decode(Arrays.copyOfRange(ids, windowStart, end));
    }
}
