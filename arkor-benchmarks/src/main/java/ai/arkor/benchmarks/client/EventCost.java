package ai.arkor.benchmarks.client;

import java.io.IOException;
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
    private static final int WARM_UPS = 5;

    private EventCost() {}

    public static void main(String[] arguments) throws IOException {
        StreamScript script = StreamScript.of(EVENTS);
        measure("one chunk per write of the server's", script.withPerWrite(1));
        measure(StreamScript.MANY + " chunks per write of the server's", script);
    }

    private static void measure(String how, StreamScript script) throws IOException {
        try (ChildJvm.Server server = ChildJvm.startServer();
                ReaderRace race = ReaderRace.start(server.address(), Reading.values())) {
            System.out.println(race.machine());
            print(how, race.run(script, WARM_UPS));
        }
    }

    private static void print(String how, Map<Reading, Medians> medians) {
        double lines = medians.get(Reading.LINES).cpuSeconds();
        System.out.printf(Locale.ROOT, "%s (medians of %d, after %d rounds of warming up)%n", how, ReaderRace.ROUNDS, WARM_UPS);
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
