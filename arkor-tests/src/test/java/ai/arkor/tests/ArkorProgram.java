package ai.arkor.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The program in a process of its own, with a home folder of its own; what it prints, on either stream, is read in lines. */
final class ArkorProgram implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    ArkorProgram(Path home, Path workingDirectory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "ai.arkor.shell.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("ARKOR_"));
        process = builder.start();
        process.getOutputStream().close();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The next line of that kind; those before it are kept. */
    String await(Predicate<String> wanted) throws IOException {
        String line;
        while ((line = output.readLine()) != null) {
            lines.add(line);
            if (wanted.test(line)) {
                return line;
            }
        }
        throw new AssertionError("The program ended before it printed what was waited for. It printed:\n" + String.join("\n", lines));
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** All it prints, once it has ended. */
    List<String> rest() throws IOException {
        output.lines().forEach(lines::add);
        return lines;
    }

    /** Reads the output to its end first. */
    int exitStatus() throws IOException, InterruptedException {
        rest();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("The program closed its output and did not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
