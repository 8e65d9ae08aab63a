package ai.arkor.tests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs Java in a process of its own with the built modules on the module path, as the launcher does. */
final class ScriptProgram {

    /** The third-party modules, where the build of the shell put them. */
    private static final Path LIBRARIES = Path.of("..", "arkor-shell", "target", "arkor", "lib").toAbsolutePath().normalize();

    private final Path jdk;
    private final Path home;
    private final Path workingDirectory;
    private final Map<String, String> environment = new HashMap<>();
    private String input = "";

    /** What came of it. */
    record Ended(int status, String out, String err) {}

    /** On the JDK that runs the tests. */
    ScriptProgram(Path home, Path workingDirectory) {
        this(Path.of(System.getProperty("java.home")), home, workingDirectory);
    }

    ScriptProgram(Path jdk, Path home, Path workingDirectory) {
        this.jdk = jdk;
        this.home = home;
        this.workingDirectory = workingDirectory;
    }

    /** This JDK, and those of this machine with another version, one of each. */
    static List<Path> jdks() {
        List<Path> found = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        List<String> versions = new ArrayList<>(List.of(Integer.toString(Runtime.version().feature())));
        Path machine = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(machine)) {
            try (Stream<Path> folders = Files.list(machine)) {
                for (Path folder : folders.sorted().toList()) {
                    String version = version(folder);
                    if (List.of("17", "25").contains(version) && !versions.contains(version)) {
                        versions.add(version);
                        found.add(folder);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static String version(Path jdk) throws IOException {
        Path release = jdk.resolve("release");
        if (!Files.isRegularFile(release) || !Files.isExecutable(jdk.resolve("bin").resolve("javac"))) {
            return "";
        }
        return Files.readAllLines(release).stream().filter(line -> line.startsWith("JAVA_VERSION=\"")).findFirst()
                .map(line -> line.replaceFirst("JAVA_VERSION=\"(\\d+).*", "$1")).orElse("");
    }

    ScriptProgram input(String value) {
        input = value;
        return this;
    }

    ScriptProgram with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    static String modulePath() {
        return LIBRARIES + File.pathSeparator + BuiltJars.all().entrySet().stream().filter(entry -> !entry.getKey().equals("arkor-testkit"))
                .map(entry -> entry.getValue().toString()).collect(Collectors.joining(File.pathSeparator));
    }

    /** The program {@code arkor}. */
    Ended arkor(String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dai.arkor.shell.terminal=000", "-m", "ai.arkor.shell/ai.arkor.shell.Main"));
        words.addAll(List.of(arguments));
        return java(words.toArray(String[]::new));
    }

    /** {@code java} with that module path. */
    Ended java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(jdk.resolve("bin").resolve("java").toString(), "--module-path", modulePath()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    Ended run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("ARKOR_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException nobodyReads) {
            // The program ended without it.
        }
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("The program does not end: " + command + "\n" + out.getNow("") + err.getNow(""));
        }
        return new Ended(process.exitValue(), out.join(), err.join());
    }

    private static String text(java.io.InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
