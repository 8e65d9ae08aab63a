package ai.arkor.benchmarks.client;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What this process used until now.
 *
 * @param cpuNanos user and system time of all its threads, the garbage collector's and the compiler's too
 * @param allocatedBytes on the heap; before JDK 21, which counts them all, by the threads that live now
 */
public record Usage(long cpuNanos, long allocatedBytes) {

    static Usage now() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Usage(system.getProcessCpuTime(), allocated((ThreadMXBean) ManagementFactory.getThreadMXBean()));
    }

    Usage since(Usage before) {
        return new Usage(cpuNanos - before.cpuNanos, allocatedBytes - before.allocatedBytes);
    }

    private static long allocated(ThreadMXBean threads) {
        try {
            return (long) ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes").invoke(threads);
        } catch (ReflectiveOperationException before21) {
            long sum = 0;
            for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
                sum += Math.max(0, bytes);
            }
            return sum;
        }
    }

    /** What figures of this process are to be read with. */
    public static String machine() {
        String collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .collect(Collectors.joining(", "));
        Runtime runtime = Runtime.getRuntime();
        return String.format(Locale.ROOT, "JDK %s, %d cores, -Xmx%dm, %s", Runtime.version(), runtime.availableProcessors(), runtime.maxMemory() >> 20, collectors);
    }
}
