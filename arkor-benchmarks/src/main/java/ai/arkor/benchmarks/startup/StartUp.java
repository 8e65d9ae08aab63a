package ai.arkor.benchmarks.startup;

import ai.arkor.benchmarks.client.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How soon the installed program answers, beside what the JDK has of the kind: {@code arkor --version} beside {@code java -version}, the prompt beside
 * plain {@code jshell}, and there the first snippet, {@code 1+1}, typed after the prompt has stood idle. By the clock, launchers included; the programs take
 * turns. The archive's Java is the JDK that built it, so the build's JDK and that of the peers are one.
 */
public final class StartUp {

    private static final int WARM_UPS = 2;
    private static final int ROUNDS = 11;
    private static final int IDLE_SECONDS = 2;

    private StartUp() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (InstalledArkor arkor = InstalledArkor.unpack()) {
            System.out.println(Usage.machine());
            versions(arkor);
            prompts(arkor);
        }
    }

    private static void versions(InstalledArkor arkor) throws IOException, InterruptedException {
        double[] java = new double[ROUNDS];
        double[] ours = new double[ROUNDS];
        double[] without = new double[ROUNDS];
        Map<String, String> environment = arkor.environment();
        Map<String, String> withoutCache = arkor.environment();
        withoutCache.put("ARKOR_CACHE", "off");
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            keep(run(List.of(jdk("java"), "-version"), environment), java, round);
            keep(run(List.of(arkor.launcher(), "--version"), environment), ours, round);
            keep(run(List.of(arkor.launcher(), "--version"), withoutCache), without, round);
        }
        tell("arkor --version", ours, "java -version", java);
        tell("  before its cache is made", without, "java -version", java);
    }

    private static void prompts(InstalledArkor arkor) throws IOException, InterruptedException {
        double[] javaReady = new double[ROUNDS];
        double[] javaFirst = new double[ROUNDS];
        double[] ready = new double[ROUNDS];
        double[] first = new double[ROUNDS];
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            prompt(jdk("jshell"), "jshell> ", arkor.environment(), javaReady, javaFirst, round);
            prompt(arkor.launcher(), "arkor> ", arkor.environment(), ready, first, round);
        }
        tell("arkor: prompt ready", ready, "jshell", javaReady);
        tell("arkor: 1+1 after " + IDLE_SECONDS + " s", first, "jshell", javaFirst);
    }

    private static void prompt(String command, String prompt, Map<String, String> environment, double[] ready, double[] first, int round)
            throws IOException, InterruptedException {
        try (AtTerminal program = AtTerminal.start(command, environment)) {
            keep(program.await(prompt), ready, round);
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            keep(program.type("1+1\r", "==> 2"), first, round);
        }
    }

    /** @return nanoseconds */
    private static long run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        if (builder.start().waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
        return System.nanoTime() - start;
    }

    private static String jdk(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    private static void keep(long nanoseconds, double[] rounds, int round) {
        if (round >= 0) {
            rounds[round] = nanoseconds / 1e6;
        }
    }

    private static void tell(String what, double[] ours, String peer, double[] peers) {
        System.out.printf(Locale.ROOT, "%-28s %6.0f ms   %-14s %6.0f ms   ratio %.2f   least %4.0f and %4.0f ms   (medians of %d)%n", what, median(ours), peer,
                median(peers), median(ours) / median(peers), Arrays.stream(ours).min().orElseThrow(), Arrays.stream(peers).min().orElseThrow(), ROUNDS);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
