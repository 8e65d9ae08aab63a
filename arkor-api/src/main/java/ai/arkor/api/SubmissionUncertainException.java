package ai.arkor.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A job may have been created, but the answer that says so did not arrive. */
public class SubmissionUncertainException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    public SubmissionUncertainException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
