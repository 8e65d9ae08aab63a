package ai.arkor.local;

import ai.arkor.api.ArkorException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The embedded backend could not be started, asked or stopped; the message names its log. */
public final class LocalBackendException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    LocalBackendException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
