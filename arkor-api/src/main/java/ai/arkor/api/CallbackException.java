package ai.arkor.api;

import java.io.Serial;

/** A callback threw a checked exception, which is the cause. */
public class CallbackException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    public CallbackException(String callback, Exception cause) {
        super("The callback " + callback + " failed: " + cause.getMessage(), cause);
    }
}
