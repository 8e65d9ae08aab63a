package ai.arkor.benchmarks.client;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.Callbacks;
import ai.arkor.api.ConnectionChange;
import ai.arkor.api.LogContext;
import ai.arkor.api.ReconnectPolicy;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.client.ArkorClients;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/** The client under {@link Soak}. */
final class SoakWatcher {

    private static final long MEASURED_EVERY = 1_000_000;

    /** A single byte kept of each event would be nine times that by the end. */
    private static final long FLAT_BYTES = 1_000_000;

    private final Steps steps;
    private long losses;
    private long firstHeap;
    private long heapGrowth;
    private long mostResident;

    private SoakWatcher(StreamScript script) {
        this.steps = new Steps(script);
    }

    /** @param arguments the server's address and the job's id */
    public static void main(String[] arguments) throws Exception {
        ChildJvm.endWithTheParent();
        System.out.println(Usage.machine());
        StreamScript script = StreamScript.ofJob(arguments[1]);
        ReconnectPolicy atOnce = ReconnectPolicy.DEFAULT.delay(Duration.ofMillis(1));
        try (ArkorClient client = ArkorClients.connect(URI.create(arguments[0])).token(() -> "token").reconnect(atOnce).build()) {
            new SoakWatcher(script).watch(client.attach(script.reference(arguments[0])));
        }
    }

    private void watch(TrainingRun run) throws InterruptedException {
        Callbacks callbacks = Callbacks.builder().onLog(this::take).build();
        run.await(steps.options().callbacks(callbacks).onConnectionChange(this::changed)).orThrow();
        steps.requireAll();
        JsonObject served = run.refresh().json();
        int openings = served.number("openings").orElseThrow().intValue();
        if (served.number("cutsLeft").orElseThrow().intValue() != 0) {
            throw new IllegalStateException("Not every cut was made: " + served);
        }
        System.out.printf(Locale.ROOT, "No event lost, none twice, over %d connections, %d of which the client called lost%n", openings, losses);
        System.out.printf(
                Locale.ROOT,
                "Memory %s: heap %+.1f MB since the first million, resident %.1f MB at most%n",
                heapGrowth < FLAT_BYTES ? "flat" : "grows",
                heapGrowth / 1e6,
                mostResident / 1e6);
    }

    private void take(LogContext log) throws IOException {
        steps.take(log);
        if (log.step() % MEASURED_EVERY == 0) {
            long heap = Memory.heapAfterCollection();
            long resident = Memory.resident();
            firstHeap = firstHeap == 0 ? heap : firstHeap;
            heapGrowth = heap - firstHeap;
            mostResident = Math.max(mostResident, resident);
            System.out.printf(
                    Locale.ROOT, "%10d events   heap after collection %6.2f MB   resident %6.1f MB%n", log.step(), heap / 1e6, resident / 1e6);
        }
    }

    private void changed(ConnectionChange change) {
        losses += change instanceof ConnectionChange.Lost ? 1 : 0;
    }
}
