package ai.arkor.benchmarks.client;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process holds. */
final class Memory {

    private Memory() {}

    /** Bytes of the heap that are reachable. */
    static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Bytes of memory resident now. */
    static long resident() throws IOException {
        return status("VmRSS");
    }

    /** The most bytes of memory that were ever resident. */
    static long residentPeak() throws IOException {
        return status("VmHWM");
    }

    /** As Linux tells it. */
    private static long status(String name) throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(field -> field.startsWith(name + ":"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
    }
}
