package ai.arkor.shell.command;

import java.io.Serial;

/** What was typed cannot be meant: exit status 2. */
final class UsageException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
