package ai.arkor.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The root of everything this toolkit throws. Unchecked; its message names the thing at fault and the remedy. */
public class ArkorException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ArkorException(String message) {
        super(message);
    }

    public ArkorException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
