package ai.arkor.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The event stream was lost and could not be had again; what became of the run is unknown. */
public class StreamLostException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int attempts;

    public StreamLostException(String message, int attempts, @Nullable Throwable lastCause) {
        super(message, lastCause);
        this.attempts = attempts;
    }

    /** How many times in a row opening or reading the stream failed. */
    public int attempts() {
        return attempts;
    }
}
