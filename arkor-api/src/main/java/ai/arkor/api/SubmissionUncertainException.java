package ai.arkor.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A job may have been created, but the answer that says so did not arrive. Look at {@link ArkorClient#runs()} before it is submitted again; a
 * {@link Trainer} does not until {@link Trainer#allowResubmission()}.
 */
public class SubmissionUncertainException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    public SubmissionUncertainException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
