package ai.arkor.api;

import java.io.Serial;

/** The project folder belongs to another identity than the one signed in. */
public class ProjectStateMismatchException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ProjectStateMismatchException(String message) {
        super(message);
    }
}
