package ai.arkor.benchmarks.client;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Processor seconds per GiB of events that are 64 KiB to 4 MiB long each, through {@code await()}, beside java.net.http's lines. When the cost of a byte
 * does not rise with the length of its frame, the parser is linear. Run it as {@link EventCost} is, with its own name in {@code -Dbenchmark}.
 */
public final class ParserGrowth {

    private static final List<Integer> FRAME_BYTES = List.of(64 << 10, 256 << 10, 1 << 20, 4 << 20);
    private static final long TOTAL_BYTES = 256 << 20;
    private static final int WARM_UPS = 3;

    private ParserGrowth() {}

    public static void main(String[] arguments) throws IOException {
        try (ChildJvm.Server server = ChildJvm.startServer();
                ReaderRace race = ReaderRace.start(server.address(), Reading.AWAIT, Reading.LINES)) {
            System.out.println(race.machine());
            System.out.printf(Locale.ROOT, "CPU s/GiB (medians of %d)%n", ReaderRace.ROUNDS);
            System.out.printf(Locale.ROOT, "%12s %20s %22s %18s%n", "frame, KiB", Reading.AWAIT.title, Reading.LINES.title, "bytes/byte, await");
            for (int frameBytes : FRAME_BYTES) {
                StreamScript script = StreamScript.of(TOTAL_BYTES / frameBytes).withFrameBytes(frameBytes).withPerWrite(1);
                Map<Reading, Medians> medians = race.run(script, WARM_UPS);
                System.out.printf(
                        Locale.ROOT,
                        "%12d %20.2f %22.2f %18.1f%n",
                        frameBytes >> 10,
                        perGiB(medians.get(Reading.AWAIT).cpuSeconds()),
                        perGiB(medians.get(Reading.LINES).cpuSeconds()),
                        medians.get(Reading.AWAIT).allocatedBytes() / TOTAL_BYTES);
            }
        }
    }

    private static double perGiB(double seconds) {
        return seconds * (1 << 30) / TOTAL_BYTES;
    }
}
