package ai.arkor.shell.command;

import ai.arkor.api.ArkorException;
import ai.arkor.api.CallbackException;
import ai.arkor.api.EntryException;
import java.io.PrintStream;

/** Tells people what went wrong. */
final class Failures {

    private Failures() {}

    /** Whether its message says all; what a callback threw is the user's. */
    static boolean isForPeople(Throwable failure) {
        return failure instanceof ArkorException && !(failure instanceof CallbackException);
    }

    /** @return the exit status */
    static int tell(Throwable failure, Session session) {
        PrintStream err = session.err();
        if (failure instanceof InterruptedException) {
            return ExitStatus.DETACHED;
        }
        if (!isForPeople(failure) && !(failure instanceof IllegalArgumentException)) {
            // Thrown by the user's own code, or a fault of ours: either way the place is what matters.
            failure.printStackTrace(err);
        } else if (failure instanceof EntryException entry && !entry.errors().isEmpty()) {
            // As compilers write them, so that what opens a place in an editor finds it.
            err.println(entry.message(session.workingDirectory().toAbsolutePath().normalize()));
        } else {
            err.println("arkor: " + failure.getMessage());
        }
        return ExitStatus.of(failure);
    }
}
