package ai.arkor.api;

import java.io.Serial;

/** An {@link AbortSignal} ended a start or an await. A run that was started goes on. */
public class AbortedException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String reason;

    public AbortedException(String reason) {
        super("Aborted: " + reason);
        this.reason = reason;
    }

    /** What was given to {@link AbortController#abort(String)}. */
    public String reason() {
        return reason;
    }
}
