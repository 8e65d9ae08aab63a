package ai.arkor.auth;

import ai.arkor.api.CredentialsException;
import java.io.Serial;

/** The backend refused to issue an anonymous token. */
public class AnonymousTokenRejectedException extends CredentialsException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SNIPPET_CHARACTERS = 500;

    private final int status;

    public AnonymousTokenRejectedException(int status, String body) {
        super("Arkor Cloud refused an anonymous token (" + status + "): " + body.substring(0, Math.min(body.length(), SNIPPET_CHARACTERS)), null);
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
