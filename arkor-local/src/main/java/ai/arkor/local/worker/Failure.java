package ai.arkor.local.worker;

import ai.arkor.api.ArkorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What to tell people of an exception that ended a worker's task. */
final class Failure {

    private static final long TOO_LITTLE_BYTES = 1 << 20;

    private Failure() {}

    static String reason(Throwable problem, Path folder) {
        if (isNoSpace(problem, folder)) {
            return "no space is left on the disk of " + folder + ". Free some and start it again.";
        }
        if (problem instanceof LinkageError) {
            return Natives.missing(problem);
        }
        String message = String.valueOf(problem.getMessage());
        if (message.contains("not enough memory") || message.contains("bad_alloc")) {
            return "memory ran out. Use a smaller batchSize or maxLength. (" + firstLine(message) + ")";
        }
        return problem instanceof ArkorException ? message : problem.getClass().getSimpleName() + ": " + firstLine(message);
    }

    private static boolean isNoSpace(Throwable problem, Path folder) {
        boolean writing = false;
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                writing = true;
                if (String.valueOf(cause.getMessage()).contains("No space left") || String.valueOf(cause.getMessage()).contains("quota")) {
                    return true;
                }
            }
        }
        try {
            return writing && Files.getFileStore(folder).getUsableSpace() < TOO_LITTLE_BYTES;
        } catch (IOException unknown) {
            return false;
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
