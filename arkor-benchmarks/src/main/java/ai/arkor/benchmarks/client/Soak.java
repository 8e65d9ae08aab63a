package ai.arkor.benchmarks.client;

import java.io.IOException;
import java.util.List;
import java.util.Random;

/**
 * Ten million events through one {@code await()} and 200 cut connections: closed and reset in the midst of a chunk, or ended as a body should, at places
 * drawn by a seed that it prints and takes as its argument. Prints the client's memory after every million, and fails when an event is lost or comes
 * twice. Run it as {@link EventCost} is, with its own name in {@code -Dbenchmark}.
 */
public final class Soak {

    private static final long EVENTS = 10_000_000;
    private static final int CUTS = 200;
    private static final List<String> OPTIONS = List.of("-Xmx128m");

    private Soak() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : new Random().nextInt(Integer.MAX_VALUE);
        StreamScript script = StreamScript.of(EVENTS).withCuts(CUTS, seed);
        System.out.println("Seed " + seed);
        int status;
        try (ChildJvm.Server server = ChildJvm.startServer();
                ChildJvm watcher = ChildJvm.start(OPTIONS, SoakWatcher.class, server.address(), script.jobId())) {
            status = watcher.relay();
        }
        System.exit(status);
    }
}
