package ai.arkor.shell.command;

import ai.arkor.api.AbortedException;
import ai.arkor.api.ArkorException;
import ai.arkor.api.AwaitTimeoutException;
import ai.arkor.api.CallbackException;
import ai.arkor.api.CloudApiException;
import ai.arkor.api.CredentialsException;
import ai.arkor.api.EntryException;
import ai.arkor.api.EntryException.SourceError;
import ai.arkor.api.ProjectStateMismatchException;
import ai.arkor.api.StreamLostException;
import ai.arkor.api.SubmissionUncertainException;
import ai.arkor.api.TrainingFailedException;
import ai.arkor.api.TransportException;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.shell.terminal.Cells;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells what went wrong: people in words, programs in JSON. */
final class Failures {

    /** The first that fits names the kind. */
    private static final Map<Class<? extends Throwable>, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put(UsageException.class, "usage");
        KINDS.put(InterruptedException.class, "interrupted");
        KINDS.put(AbortedException.class, "interrupted");
        KINDS.put(AwaitTimeoutException.class, "deadline");
        KINDS.put(CallbackException.class, "userCode");
        KINDS.put(CloudApiException.class, "refused");
        KINDS.put(CredentialsException.class, "credentials");
        KINDS.put(EntryException.class, "entry");
        KINDS.put(ProjectStateMismatchException.class, "projectMismatch");
        KINDS.put(StreamLostException.class, "lost");
        KINDS.put(TransportException.class, "lost");
        KINDS.put(SubmissionUncertainException.class, "submissionUncertain");
        KINDS.put(TrainingFailedException.class, "runFailed");
        KINDS.put(ArkorException.class, "error");
        KINDS.put(IllegalArgumentException.class, "error");
    }

    private Failures() {}

    /** Whether its message says all; what a callback threw is the user's. */
    static boolean isForPeople(Throwable failure) {
        return failure instanceof ArkorException && !(failure instanceof CallbackException);
    }

    /**
     * In words.
     *
     * @return the exit status
     */
    static int tell(Throwable failure, Session session) {
        return tell(failure, session, false);
    }

    /**
     * @param json whether a program reads it
     * @return the exit status
     */
    static int tell(Throwable failure, Session session, boolean json) {
        PrintStream err = session.err();
        if (json) {
            err.println(json(failure));
        } else if (failure instanceof InterruptedException) {
            // Whoever pressed Ctrl-C knows.
            return ExitStatus.DETACHED;
        } else if (isUserCodes(failure)) {
            // Thrown by the user's own code, or a fault of ours: either way the place is what matters.
            err.print(Cells.cleanLines(trace(failure)));
        } else if (failure instanceof EntryException entry && !entry.errors().isEmpty()) {
            // As compilers write them, so that what opens a place in an editor finds it.
            err.println(Cells.cleanLines(entry.message(session.workingDirectory().toAbsolutePath().normalize())));
        } else {
            err.println(Cells.cleanLines("arkor: " + message(failure)));
        }
        return ExitStatus.of(failure);
    }

    private static boolean isUserCodes(Throwable failure) {
        return !(isForPeople(failure) || failure instanceof IllegalArgumentException);
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    private static JsonObject json(Throwable failure) {
        JsonObject error = error(kind(failure), isUserCodes(failure) ? failure.toString() : message(failure), ExitStatus.of(failure));
        if (failure instanceof CloudApiException refusal) {
            error = error.with("httpStatus", JsonValue.of(refusal.status()));
        }
        if (failure instanceof EntryException entry) {
            error = error.with("places", new JsonArray(entry.errors().stream().<JsonValue>map(Failures::place).toList()));
        }
        return JsonValue.object().with("error", error);
    }

    /** What every error has. */
    static JsonObject error(String kind, String message, int exitStatus) {
        return JsonValue.object()
                .with("type", JsonValue.of(kind))
                .with("message", JsonValue.of(message))
                .with("exitStatus", JsonValue.of(exitStatus));
    }

    private static String kind(Throwable failure) {
        return KINDS.entrySet().stream().filter(kind -> kind.getKey().isInstance(failure)).map(Map.Entry::getValue).findFirst().orElse("userCode");
    }

    private static JsonValue place(SourceError error) {
        return JsonValue.object()
                .with("file", JsonValue.of(error.position().file().toString()))
                .with("line", JsonValue.of(error.position().line()))
                .with("column", JsonValue.of(error.position().column()))
                .with("message", JsonValue.of(error.message()));
    }
}
