package ai.arkor.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** There are no credentials that serve, or they could not be read, issued or kept. */
public class CredentialsException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    public CredentialsException(String message) {
        super(message);
    }

    public CredentialsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
