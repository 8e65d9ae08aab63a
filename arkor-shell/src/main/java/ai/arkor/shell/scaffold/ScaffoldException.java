package ai.arkor.shell.scaffold;

import ai.arkor.api.ArkorException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A project could not be written, or not to its end; the message says what is there now. */
public final class ScaffoldException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    ScaffoldException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
