package ai.arkor.local.backend.runs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Says why a worker process ended before its work was done. */
public final class WorkerDeath {

    /** What a JVM exits with under {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int JAVA_OUT_OF_MEMORY = 3;

    /** Unix shells and Java report death by signal n as 128 + n. */
    private static final int SIGNAL = 128;

    private static final int LOG_TAIL_BYTES = 4096;

    /** How HotSpot begins its report when the system gives it no more memory. */
    private static final String JVM_WITHOUT_MEMORY = "There is insufficient memory for the Java Runtime Environment to continue";

    private static final String LESS = " Use a smaller batchSize or maxLength, or fewer rows.";

    private WorkerDeath() {}

    /** For instance {@code was killed (signal 9), as the system does when memory runs out. Its log is …}. */
    public static String describe(int exitStatus, Path log) {
        // One that was killed had no time to say why.
        String tail = exitStatus == SIGNAL + 9 ? "" : tail(log);
        if (tail.contains(JVM_WITHOUT_MEMORY)) {
            return "ran out of memory (this machine has too little left)." + LESS + " Its log is " + log + ".";
        }
        String last = lastLine(tail);
        return cause(exitStatus) + (last.isEmpty() ? "" : " Its last line: " + last + (last.endsWith(".") ? "" : ".")) + " Its log is " + log + ".";
    }

    private static String cause(int exitStatus) {
        return switch (exitStatus) {
            case JAVA_OUT_OF_MEMORY -> "ran out of memory (Java heap)." + LESS;
            case SIGNAL + 9 -> "was killed (signal 9), as the system does when memory runs out.";
            case SIGNAL + 6, SIGNAL + 11, SIGNAL + 4, SIGNAL + 8, SIGNAL + 7 -> "crashed in native code (signal " + (exitStatus - SIGNAL) + ").";
            default -> exitStatus > SIGNAL && exitStatus < SIGNAL + 65
                    ? "was ended by signal " + (exitStatus - SIGNAL) + "."
                    : "ended before its work was done (exit status " + exitStatus + ").";
        };
    }

    private static String tail(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - LOG_TAIL_BYTES);
            file.seek(from);
            byte[] tail = new byte[(int) (file.length() - from)];
            file.readFully(tail);
            return new String(tail, StandardCharsets.UTF_8);
        } catch (IOException noLog) {
            return "";
        }
    }

    /** The last line that is not one of a JVM's crash report, whose lines begin with #. */
    private static String lastLine(String tail) {
        return tail.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).reduce("", (before, line) -> line);
    }
}
