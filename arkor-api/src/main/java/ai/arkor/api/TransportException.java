package ai.arkor.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A request did not reach the backend, or its answer did not come back or was not understood. */
public class TransportException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    public TransportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
