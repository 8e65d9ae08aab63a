package ai.arkor.benchmarks.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What {@link EventReader}s said of the same, round after round. */
final class Medians {

    private final List<long[]> rounds = new ArrayList<>();

    void add(String said) {
        rounds.add(Arrays.stream(said.split(" ")).mapToLong(Long::parseLong).toArray());
    }

    double cpuSeconds() {
        return median(0) / 1e9;
    }

    double allocatedBytes() {
        return median(1);
    }

    double wallSeconds() {
        return median(2) / 1e9;
    }

    double leastCpuSeconds() {
        return rounds.stream().mapToLong(round -> round[0]).min().orElseThrow() / 1e9;
    }

    double mostCpuSeconds() {
        return rounds.stream().mapToLong(round -> round[0]).max().orElseThrow() / 1e9;
    }

    private double median(int column) {
        double[] sorted = rounds.stream().mapToDouble(round -> round[column]).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
