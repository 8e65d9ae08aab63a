package ai.arkor.local.engine.text;

import ai.arkor.api.ArkorException;

/** A tokenizer or chat template cannot be loaded, or is of a kind this engine does not render. */
public final class TextException extends ArkorException {
    private static final long serialVersionUID = 1L;

    public TextException(String message) {
        super(message);
    }

    public TextException(String message, Throwable cause) {
        super(message, cause);
    }
}
