package ai.arkor.wire;

import ai.arkor.api.ArkorException;
import java.io.Serial;

/** A server-sent event is longer than its reader takes. */
public class FrameTooLargeException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    public FrameTooLargeException(int limit) {
        super("An event of the stream is longer than " + limit + " bytes");
    }
}
