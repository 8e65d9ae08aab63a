package ai.arkor.tests;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.AwaitOptions;
import ai.arkor.api.Callbacks;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingResult;
import ai.arkor.client.ArkorClients;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/** A program that awaits many runs at once. Arguments: the backend's address and how many. Prints what {@link ManyRunsTest} looks for. */
final class ManyRunsClient {

    private ManyRunsClient() {}

    public static void main(String[] arguments) throws Exception {
        int runs = Integer.parseInt(arguments[1]);
        LongAdder started = new LongAdder();
        LongAdder losses = new LongAdder();
        Callbacks callbacks = Callbacks.builder().onStarted(c -> started.increment()).onLog(c -> losses.increment()).build();
        AwaitOptions options = AwaitOptions.DEFAULT.callbacks(callbacks);
        List<CompletableFuture<TrainingResult>> waits = new ArrayList<>();
        int completed = 0;
        try (ArkorClient client = ArkorClients.connect(URI.create(arguments[0])).token(() -> "any").organisation("o").build()) {
            for (int i = 0; i < runs; i++) {
                waits.add(client.attach(new RunReference(arguments[0], "o", "p", "run-" + i)).awaitAsync(options));
            }
            for (CompletableFuture<TrainingResult> wait : waits) {
                completed += wait.join().orThrow().status().isTerminal() ? 1 : 0;
            }
        }
        System.out.println("completed " + completed + " started " + started + " losses " + losses + " threads "
                + ManagementFactory.getThreadMXBean().getPeakThreadCount() + " resident " + residentMegabytes());
    }

    /** The most there was, in MB; 0 where the system does not tell. */
    private static long residentMegabytes() throws Exception {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        String peak = Files.readAllLines(status).stream().filter(line -> line.startsWith("VmHWM:")).findFirst().orElseThrow();
        return Long.parseLong(peak.replaceAll("\\D", "")) / 1024;
    }
}
