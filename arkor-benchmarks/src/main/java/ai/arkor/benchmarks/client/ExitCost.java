package ai.arkor.benchmarks.client;

import ai.arkor.benchmarks.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long a program of a few lines takes as a whole process, and what of that is its exit: from the end of its main method to the end of the process.
 * An {@code HttpClient} that is left open holds its program up there. The programs take turns, A B C A B C. Run it as {@link EventCost} is, with its own
 * name in {@code -Dbenchmark}.
 */
public final class ExitCost {

    private static final int WARM_UPS = 2;
    private static final int ROUNDS = 21;

    private ExitCost() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<OneOff, double[]> whole = new EnumMap<>(OneOff.class);
        Map<OneOff, double[]> exit = new EnumMap<>(OneOff.class);
        try (TemporaryFolder temporary = TemporaryFolder.create("exit-cost"); ChildJvm.Server server = ChildJvm.startServer()) {
            Path folder = temporary.path();
            OneOff.writeState(folder);
            for (int round = -WARM_UPS; round < ROUNDS; round++) {
                for (OneOff program : OneOff.values()) {
                    long start = System.nanoTime();
                    long done = run(program, server.address(), folder);
                    long end = System.nanoTime();
                    if (round >= 0) {
                        whole.computeIfAbsent(program, first -> new double[ROUNDS])[round] = (end - start) / 1e6;
                        exit.computeIfAbsent(program, first -> new double[ROUNDS])[round] = (end - done) / 1e6;
                    }
                }
            }
        }
        System.out.println(Usage.machine());
        System.out.printf(Locale.ROOT, "%-38s %12s %12s   (ms by the clock, medians of %d)%n", "", "process", "of it, exit", ROUNDS);
        whole.forEach((program, times) -> System.out.printf(
                Locale.ROOT, "%-38s %12.0f %12.0f%n", program.title, median(times), median(exit.get(program))));
    }

    /** Gives when its main method was through. */
    private static long run(OneOff program, String address, Path folder) throws IOException, InterruptedException {
        try (ChildJvm process = ChildJvm.start(List.of("-Xmx128m"), OneOff.class, program.name(), address, folder.toString())) {
            process.answer();
            long done = System.nanoTime();
            if (process.relay() != 0) {
                throw new IllegalStateException(program + " failed");
            }
            return done;
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
