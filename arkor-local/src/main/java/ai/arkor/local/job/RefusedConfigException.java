package ai.arkor.local.job;

import ai.arkor.api.ArkorException;
import java.io.Serial;
import java.util.List;

/** A job's configuration asks for something that the embedded backend cannot do as asked. Its message names every such field. */
public final class RefusedConfigException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    RefusedConfigException(List<String> problems) {
        super(String.join(" ", problems));
    }
}
