package ai.arkor.api;

import java.io.Serial;

/** An {@link AbortSignal} or the closing of the client ended a start, an await or a chat. A run that was started goes on. */
public class AbortedException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String reason;

    public AbortedException(String reason) {
        super("Aborted: " + reason);
        this.reason = reason;
    }

    /** What was given to {@link AbortController#abort(String)}, or else what happened. */
    public String reason() {
        return reason;
    }
}
