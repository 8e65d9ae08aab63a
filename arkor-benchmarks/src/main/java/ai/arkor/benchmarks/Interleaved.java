package ai.arkor.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Times two ways of doing the same, A B A B, so that whatever else the machine does falls on both. */
final class Interleaved {
    private static final int WARM_UPS = 3;
    private static final int ROUNDS = 11;

    private final String what;
    private final int tokens;
    private final double[] oursWall = new double[ROUNDS];
    private final double[] bareWall = new double[ROUNDS];
    private final double[] oursCpu = new double[ROUNDS];
    private final double[] bareCpu = new double[ROUNDS];

    private Interleaved(String what, int tokens) {
        this.what = what;
        this.tokens = tokens;
    }

    /** @param tokens that one call of either handles */
    static Interleaved measure(String what, int tokens, Runnable ours, Runnable bare) {
        Interleaved result = new Interleaved(what, tokens);
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            result.time(ours, round, result.oursWall, result.oursCpu);
            result.time(bare, round, result.bareWall, result.bareCpu);
        }
        return result;
    }

    private void time(Runnable work, int round, double[] wall, double[] cpu) {
        LongSupplier cpuTime = ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;
        long wallStart = System.nanoTime();
        long cpuStart = cpuTime.getAsLong();
        work.run();
        if (round >= 0) {
            cpu[round] = tokens * 1e9 / (cpuTime.getAsLong() - cpuStart);
            wall[round] = tokens * 1e9 / (System.nanoTime() - wallStart);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** By the clock, and by the processor time of the one thread that computes, which a busy machine distorts less. */
    @Override
    public String toString() {
        return line("by the clock", oursWall, bareWall) + System.lineSeparator() + line("by processor time", oursCpu, bareCpu);
    }

    private String line(String clock, double[] ours, double[] bare) {
        return String.format(
                Locale.ROOT,
                "%-20s %-18s engine %6.0f tok/s   bare libtorch %6.0f tok/s   ratio %.2f   (medians of %d)",
                what,
                clock,
                median(ours),
                median(bare),
                median(ours) / median(bare),
                ROUNDS);
    }
}
