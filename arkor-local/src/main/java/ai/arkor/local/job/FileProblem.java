package ai.arkor.local.job;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong with a file, in words. The messages of Java's own exceptions are often the path alone. */
public final class FileProblem {

    private FileProblem() {}

    /** For instance {@code /data/train.jsonl: permission denied}. */
    public static String of(IOException problem) {
        if (problem instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (problem instanceof NoSuchFileException gone) {
            return gone.getFile() + ": no such file or folder";
        }
        if (problem instanceof FileSystemException other && other.getReason() == null) {
            return other.getFile() + ": " + other.getClass().getSimpleName();
        }
        return problem.getMessage() == null ? problem.toString() : problem.getMessage();
    }
}
