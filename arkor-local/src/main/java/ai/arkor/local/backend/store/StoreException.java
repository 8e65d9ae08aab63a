package ai.arkor.local.backend.store;

import ai.arkor.api.ArkorException;
import java.io.Serial;

/** The job store could not be read or written; what it held is untouched. */
public final class StoreException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
