package ai.arkor.shell;

import ai.arkor.auth.CloudApiUrl;
import ai.arkor.auth.CredentialStore;
import ai.arkor.client.ProjectState;
import ai.arkor.shell.backend.SystemConnector;
import ai.arkor.shell.command.ExitStatus;
import ai.arkor.shell.prompt.PromptProgram;
import ai.arkor.shell.terminal.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a start of the program usually goes through, by itself: the JVM writes down which classes that takes, to have them ready at later starts. It starts
 * no backend, and knows neither the user's home nor environment.
 */
final class Rehearsal {

    /** True when the launcher wants one instead of a program. */
    static final String PROPERTY = "ai.arkor.shell.rehearsal";

    /** Nobody watches it, so it must end by itself. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private Rehearsal() {}

    /** @return zero when it came to its end */
    static int run(String version) {
        endAfter(LIMIT);
        try {
            Path folder = Files.createTempDirectory("arkor-rehearsal");
            try (EmptyService service = EmptyService.open()) {
                ProjectState.of("nobody", "rehearsal", "rehearsal").write(ProjectState.path(folder));
                Map<String, String> environment = Map.of("HOME", folder.toString(), "USERPROFILE", folder.toString(), CloudApiUrl.VARIABLE, service.address(),
                        CredentialStore.TOKEN_VARIABLE, "none");
                commands(version, environment, folder);
                prompt(version, environment, folder);
            } finally {
                delete(folder);
            }
            return ExitStatus.COMPLETED;
        } catch (IOException e) {
            System.err.println("arkor: the rehearsal failed: " + e);
            return ExitStatus.ERROR;
        }
    }

    private static void endAfter(Duration limit) {
        Thread thread = new Thread(() -> {
            try {
                TimeUnit.NANOSECONDS.sleep(limit.toNanos());
            } catch (InterruptedException nobodyDoes) {
                Thread.currentThread().interrupt();
            }
            System.err.println("arkor: the rehearsal did not end within " + limit.toMinutes() + " minutes");
            Runtime.getRuntime().halt(ExitStatus.DEADLINE);
        }, "arkor-rehearsal-limit");
        thread.setDaemon(true);
        thread.start();
    }

    private static void commands(String version, Map<String, String> environment, Path folder) throws IOException {
        for (List<String> line : List.of(List.of("--version"), List.of("--help"), List.of("jobs"))) {
            if (Program.run(line, version, environment, folder) != ExitStatus.COMPLETED) {
                throw new IOException(String.join(" ", line) + " failed");
            }
        }
    }

    private static void prompt(String version, Map<String, String> environment, Path folder) throws IOException {
        SystemConnector connector = new SystemConnector(environment, folder);
        // Keys are for a prompt that stands there: before that, Ctrl-D means something else to the terminal.
        TypedScript script = new TypedScript(List.of(
                new TypedScript.Reply("arkor> ", "1+1\r"),
                new TypedScript.Reply("==> ", ""),
                new TypedScript.Reply("arkor> ", "help\r"),
                new TypedScript.Reply("jobs", ""),
                new TypedScript.Reply("arkor> ", "\004")));
        new PromptProgram(connector, connector, environment, folder, folder.resolve("arkor"), Style.of(true)).runAlone(script.keys(), script.shown(), "arkor ", version);
        if (!script.isOver()) {
            throw new IOException("the prompt ended before its last line");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
