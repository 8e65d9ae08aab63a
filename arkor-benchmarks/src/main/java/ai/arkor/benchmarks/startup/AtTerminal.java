package ai.arkor.benchmarks.startup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program in a pseudo-terminal of 80 columns, which util-linux's {@code script} makes: keys go in, and what is shown is waited for. */
final class AtTerminal implements AutoCloseable {

    private final Process process;
    private final long start;
    private final StringBuilder shown = new StringBuilder();

    private AtTerminal(Process process, long start) {
        this.process = process;
        this.start = start;
    }

    /** @param command without a character that means something to a shell */
    static AtTerminal start(String command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("script", "-qefc", "stty cols 80 rows 24; exec " + command, "/dev/null").redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        return new AtTerminal(builder.start(), start);
    }

    /** @return nanoseconds since the program was started */
    long await(String text) throws IOException {
        return awaitAfter(text, start);
    }

    /** @return nanoseconds from the last key to what was waited for */
    long type(String keys, String text) throws IOException {
        shown.setLength(0);
        long before = System.nanoTime();
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return awaitAfter(text, before);
    }

    private long awaitAfter(String text, long before) throws IOException {
        InputStream screen = process.getInputStream();
        byte[] some = new byte[4096];
        while (shown.indexOf(text) < 0) {
            int length = screen.read(some);
            if (length < 0) {
                throw new IOException("The program ended before it showed \"" + text + "\". It showed: " + shown);
            }
            shown.append(new String(some, 0, length, StandardCharsets.UTF_8));
        }
        return System.nanoTime() - before;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
