package ai.arkor.wire;

import ai.arkor.api.ArkorException;
import java.io.Serial;

/** A text is not JSON. The message tells where, and never quotes the text, which may hold a secret. */
public class JsonSyntaxException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    public JsonSyntaxException(String message) {
        super(message);
    }
}
