package ai.arkor.local.worker;

import ai.arkor.api.ArkorException;
import ai.arkor.local.job.FileProblem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What to tell people of an exception that ended a worker's task. */
final class Failure {

    private static final long TOO_LITTLE_BYTES = 1 << 20;

    private Failure() {}

    static String reason(Throwable problem, Path folder) {
        IOException writing = io(problem);
        if (writing != null && isNoSpace(writing, folder)) {
            return "no space is left on the disk of " + folder + ". Free some and start it again.";
        }
        if (writing instanceof AccessDeniedException) {
            return problem.getMessage() + " (" + FileProblem.of(writing) + "). Make it accessible to you and start it again.";
        }
        if (isNativeLibrary(problem)) {
            return Natives.missing(problem);
        }
        String message = String.valueOf(problem.getMessage());
        if (message.contains("not enough memory") || message.contains("bad_alloc")) {
            return "memory ran out. Use a smaller batchSize or maxLength. (" + firstLine(message) + ")";
        }
        return problem instanceof ArkorException ? message : problem.getClass().getSimpleName() + ": " + firstLine(message);
    }

    /** DJL says so in an exception of its own that does not keep the cause. */
    private static boolean isNativeLibrary(Throwable problem) {
        return problem instanceof LinkageError || String.valueOf(problem.getMessage()).contains("native library");
    }

    private static @Nullable IOException io(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                return io;
            }
        }
        return null;
    }

    private static boolean isNoSpace(IOException problem, Path folder) {
        String message = String.valueOf(problem.getMessage());
        try {
            return message.contains("No space left") || message.contains("quota") || Files.getFileStore(folder).getUsableSpace() < TOO_LITTLE_BYTES;
        } catch (IOException unknown) {
            return false;
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
