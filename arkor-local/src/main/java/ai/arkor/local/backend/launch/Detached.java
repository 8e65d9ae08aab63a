package ai.arkor.local.backend.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts a process that outlives this one and is not reached by the Ctrl-C of this one's terminal. */
public final class Detached {

    private Detached() {}

    /** Starts the command in a session of its own where the system can do that, with its output added to that file. */
    public static Process start(List<String> command, Path output) throws IOException {
        return new ProcessBuilder(inItsOwnSession(command))
                .redirectInput(ProcessBuilder.Redirect.from(new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .redirectErrorStream(true)
                .start();
    }

    private static List<String> inItsOwnSession(List<String> command) {
        List<String> whole = new ArrayList<>();
        Optional<Path> setsid = onPath("setsid");
        Optional<Path> perl = setsid.isPresent() ? Optional.empty() : onPath("perl");
        if (setsid.isPresent()) {
            whole.add(setsid.get().toString());
        } else if (perl.isPresent()) {
            // macOS has no setsid program; its perl makes the same system call.
            whole.addAll(List.of(perl.get().toString(), "-e", "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV"));
        }
        whole.addAll(command);
        return whole;
    }

    private static Optional<Path> onPath(String program) {
        String path = System.getenv("PATH");
        if (path == null) {
            return Optional.empty();
        }
        for (String folder : path.split(File.pathSeparator)) {
            Path candidate = Path.of(folder.isEmpty() ? "." : folder, program);
            if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
                return Optional.of(candidate.toAbsolutePath());
            }
        }
        return Optional.empty();
    }
}
