package ai.arkor.api;

import java.io.Serial;

/** The backend answered with a status that is not a success. */
public class CloudApiException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param message the text of the backend, or what stands for it when it gave none */
    public CloudApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
