package ai.arkor.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One process awaits thousands of runs at once, with their callbacks, and without a thread for each. */
@Tag("deep")
class ManyRunsTest {

    private static final int RUNS = 10_000;
    /** Of a process: for files that are no runs' connections. */
    private static final int OTHER_FILES = 500;
    private static final int FEW_THREADS = 40;
    private static final long PATIENCE_SECONDS = 180;
    private static final Pattern REPORT = Pattern.compile("completed (\\d+) started (\\d+) losses (\\d+) threads (\\d+) resident (\\d+)");

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void thousandsOfRunsAreAwaitedByAHandfulOfThreads() throws Exception {
        int runs = (int) Math.min(RUNS, openFiles() - OTHER_FILES);
        Process server = java(ManyRunsServer.class, "-Xmx128m", Integer.toString(runs));
        BufferedReader port = server.inputReader();
        Process client = java(ManyRunsClient.class, "-Xmx400m", "http://127.0.0.1:" + port.readLine(), Integer.toString(runs));
        assertThat(client.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended in time").isTrue();
        assertThat(client.exitValue()).as("exit status").isZero();
        String report = client.inputReader().readLine();
        System.out.println(report + " MB; limit of open files " + openFiles() + ", Java " + Runtime.version().feature());
        Matcher figures = REPORT.matcher(report);
        assertThat(figures.matches()).as(report).isTrue();
        assertThat(figures.group(1)).as("completed").isEqualTo(Integer.toString(runs));
        assertThat(figures.group(2)).as("started").isEqualTo(Integer.toString(runs));
        assertThat(figures.group(3)).as("losses").isEqualTo(Integer.toString(runs * ManyRunsServer.LOSSES));
        assertThat(Integer.parseInt(figures.group(4))).as("threads").isLessThan(FEW_THREADS);
    }

    /** A JVM raises its own limit to the most that the system lets it. */
    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : Long.MAX_VALUE;
    }

    private Process java(Class<?> main, String heap, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), heap,
                "-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        started.add(process);
        return process;
    }
}
