package ai.arkor.local.engine.train;

/**
 * One training row. The engine shifts: the token at position {@code i} is predicted from those before it when
 * {@code labels[i]} is that token, and not scored when it is {@link #IGNORED}.
 *
 * @param tokens token ids, not padded, at least two
 * @param labels as long as {@code tokens}; the first one is never used
 */
public record Example(int[] tokens, int[] labels) {
    public static final int IGNORED = -100;

    public Example {
        if (tokens.length < 2 || tokens.length != labels.length) {
            throw new IllegalArgumentException(
                    "A row needs two or more tokens and as many labels, not " + tokens.length + " and " + labels.length);
        }
    }

    /** A row on which every token but the first is predicted. */
    public static Example text(int... tokens) {
        return new Example(tokens, tokens);
    }

    /** How many tokens are predicted. */
    public int targets() {
        int count = 0;
        for (int i = 1; i < labels.length; i++) {
            count += labels[i] == IGNORED ? 0 : 1;
        }
        return count;
    }

    /** Tokens up to the last predicted one; what follows has no influence on the loss. */
    int usedLength() {
        for (int i = labels.length - 1; i > 0; i--) {
            if (labels[i] != IGNORED) {
                return i + 1;
            }
        }
        return 0;
    }
}
