package ai.arkor.benchmarks.client;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The client under {@link ConcurrentWaits}. */
final class Waiter {

    private static final int SECONDS = 120;
    private static final int MEASURED_SECONDS = 60;
    private static final StreamScript SCRIPT = StreamScript.of(SECONDS).withPerWrite(1).withEveryMillis(1000);

    private Waiter() {}

    /** @param arguments the way of waiting, the server's address, and how many runs */
    public static void main(String[] arguments) throws Exception {
        ChildJvm.endWithTheParent();
        Waiting waiting = Waiting.valueOf(arguments[0]);
        int runs = Integer.parseInt(arguments[2]);
        System.out.println(waiting.title + ": " + Usage.machine() + ", " + openFiles() + " open files allowed");
        Waiting.Starter starter = waiting.on(arguments[1]);
        List<CompletableFuture<Void>> waits = new ArrayList<>();
        long start = System.nanoTime();
        for (int run = 0; run < runs; run++) {
            waits.add(starter.start(SCRIPT.withSeed(run)));
        }
        System.out.printf(Locale.ROOT, "%d runs begun to be watched within %.1f s%n", runs, (System.nanoTime() - start) / 1e9);
        share(runs);
        long going = waits.stream().filter(wait -> !wait.isDone()).count();
        System.out.println(going + " of them still going on then");
        figures();
        for (CompletableFuture<Void> wait : waits) {
            wait.get(5, TimeUnit.MINUTES);
        }
        System.out.println("Every one had its " + SECONDS + " events");
        System.exit(0);
    }

    private static void share(int runs) throws InterruptedException {
        long start = System.nanoTime();
        Usage before = Usage.now();
        TimeUnit.SECONDS.sleep(MEASURED_SECONDS);
        Usage used = Usage.now().since(before);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpu = used.cpuNanos() / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%.0f s with all of them: %.0f %% of one processor, %.0f µs per event%n",
                seconds,
                100 * cpu / seconds,
                1e6 * cpu / (runs * seconds));
    }

    private static void figures() throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        System.out.printf(
                Locale.ROOT,
                "Threads: %d at most, %d now %s%nResident memory: %.0f MB at most; heap after collection %.0f MB%n",
                threads.getPeakThreadCount(),
                threads.getThreadCount(),
                kinds(),
                Memory.residentPeak() / 1e6,
                Memory.heapAfterCollection() / 1e6);
    }

    private static Map<String, Integer> kinds() {
        Map<String, Integer> kinds = new TreeMap<>(Comparator.naturalOrder());
        Thread.getAllStackTraces().keySet().stream().map(thread -> thread.getName().replaceAll("[-\\d]*$", "")).forEach(name -> kinds.merge(name, 1, Integer::sum));
        return kinds;
    }

    private static String openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix ? "" + unix.getMaxFileDescriptorCount() : "?";
    }
}
