package org.example;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** An example in a process of its own; what it prints, on either stream, is read in lines. */
public final class Program implements AutoCloseable {

    private final ProcessBuilder builder;
    private final List<String> lines = new ArrayList<>();
    private Process process;
    private BufferedReader output;

    private Program(List<String> command) {
        builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("ARKOR_"));
    }

    static Program of(Class<?> example, String... arguments) {
        return new Program(command(System.getProperty("java.class.path"), example.getName(), arguments));
    }

    /** From its source file, as its javadoc says, with the libraries and nothing else of this module. */
    static Program ofSource(Class<?> example, String... arguments) {
        return new Program(command(libraries(), Examples.ROOT.resolve(example.getName().replace('.', '/') + ".java").toString(), arguments));
    }

    /** The class path without this module's own classes. */
    static String libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> command(String classPath, String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-cp", classPath, main));
        command.addAll(List.of(arguments));
        return command;
    }

    public Program in(Path workingDirectory) {
        builder.directory(workingDirectory.toFile());
        return this;
    }

    public Program with(String variable, String value) {
        builder.environment().put(variable, value);
        return this;
    }

    public Program start() throws IOException {
        process = builder.start();
        process.getOutputStream().close();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return this;
    }

    /** The next line of that kind; those before it are kept. */
    public String await(Predicate<String> wanted) throws IOException {
        String line;
        while ((line = output.readLine()) != null) {
            lines.add(line);
            if (wanted.test(line)) {
                return line;
            }
        }
        throw new AssertionError("The program ended before it printed what was waited for. It printed:\n" + String.join("\n", lines));
    }

    /** All it printed, once it has ended. */
    public List<String> lines() throws IOException {
        output.lines().forEach(lines::add);
        return lines;
    }

    /** Reads the output to its end first. */
    public int exitStatus() throws IOException, InterruptedException {
        lines();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("The program closed its output and did not end");
        }
        return process.exitValue();
    }

    /** As a service manager does. */
    public void terminate() {
        // Process.destroy() would also close what is still to be read.
        process.toHandle().destroy();
    }

    /** Without a chance to do anything more. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
