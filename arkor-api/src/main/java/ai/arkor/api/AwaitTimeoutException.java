package ai.arkor.api;

import java.io.Serial;
import java.time.Duration;

/** The time given to an await passed. The run goes on. */
public class AwaitTimeoutException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Duration timeout;

    public AwaitTimeoutException(String jobId, Duration timeout) {
        super("Run " + jobId + " did not end within " + timeout + "; it goes on, and can be awaited again");
        this.timeout = timeout;
    }

    public Duration timeout() {
        return timeout;
    }
}
