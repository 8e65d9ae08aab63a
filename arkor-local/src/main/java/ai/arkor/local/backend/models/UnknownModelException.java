package ai.arkor.local.backend.models;

import ai.arkor.api.ArkorException;
import java.io.Serial;

/** There is no such base model here; the message says which there are. */
public final class UnknownModelException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnknownModelException(String message) {
        super(message);
    }
}
