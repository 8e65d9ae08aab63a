package ai.arkor.benchmarks.client;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Processor seconds per million events of 250 bytes, each in an HTTP chunk of its own, through {@code await()} with an {@code onLog} callback, beside
 * java.net.http alone. Every way of reading is a JVM of its own, warm, and asked in turn, A B C A B C; so is the server. Run it on the JDK that Maven
 * runs on, which is JAVA_HOME's, with
 *
 * <pre>mvn -B -q -Pbenchmark -Dbenchmark=ai.arkor.benchmarks.client.EventCost -pl arkor-benchmarks -am -DskipTests verify</pre>
 *
 * <p>The server writes to its socket once for each chunk, or once for many. With the former whoever reads faster than the server writes is woken for
 * every event, and pays for that: reading nothing but bytes can then cost more than reading lines. With the latter every reader is kept busy.
 */
public final class EventCost {

    private static final int EVENTS = 1_000_000;
    private static final int WARM_UPS = 2;
    private static final int ROUNDS = 11;
    private static final List<String> OPTIONS = List.of("-Xmx512m");

    private EventCost() {}

    public static void main(String[] arguments) throws IOException {
        try (ChildJvm.Server server = ChildJvm.startServer()) {
            StreamScript script = StreamScript.of(EVENTS);
            print("one chunk per write of the server's", measure(server, script.withPerWrite(1)));
            print("up to " + StreamScript.MANY + " chunks per write of the server's", measure(server, script));
        }
    }

    private static Map<Reading, Medians> measure(ChildJvm.Server server, StreamScript script) throws IOException {
        Map<Reading, ChildJvm> readers = new EnumMap<>(Reading.class);
        Map<Reading, Medians> medians = new EnumMap<>(Reading.class);
        try {
            for (Reading reading : Reading.values()) {
                ChildJvm reader = ChildJvm.start(OPTIONS, EventReader.class, reading.name(), server.address());
                readers.put(reading, reader);
                medians.put(reading, new Medians());
                String machine = reader.answer();
                if (readers.size() == 1) {
                    System.out.println(machine);
                }
            }
            for (int round = -WARM_UPS; round < ROUNDS; round++) {
                for (Reading reading : Reading.values()) {
                    String said = readers.get(reading).ask(script.jobId());
                    if (round >= 0) {
                        medians.get(reading).add(said);
                    }
                }
            }
        } finally {
            readers.values().forEach(ChildJvm::close);
        }
        return medians;
    }

    private static void print(String how, Map<Reading, Medians> medians) {
        double lines = medians.get(Reading.LINES).cpuSeconds();
        System.out.printf(Locale.ROOT, "%s (medians of %d, after %d not counted)%n", how, ROUNDS, WARM_UPS);
        System.out.printf(Locale.ROOT, "%-34s %10s %15s %9s %12s %10s%n", "", "CPU s/1M", "least - most", "of lines", "bytes/event", "clock s/1M");
        double million = EVENTS / 1e6;
        medians.forEach((reading, of) -> System.out.printf(
                Locale.ROOT,
                "%-34s %10.2f %15s %9.2f %12.0f %10.2f%n",
                reading.title,
                of.cpuSeconds() / million,
                String.format(Locale.ROOT, "%.2f - %.2f", of.leastCpuSeconds() / million, of.mostCpuSeconds() / million),
                of.cpuSeconds() / lines,
                of.allocatedBytes() / EVENTS,
                of.wallSeconds() / million));
    }
}
