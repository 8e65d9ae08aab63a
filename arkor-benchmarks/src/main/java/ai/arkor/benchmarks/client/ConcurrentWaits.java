package ai.arkor.benchmarks.client;

import java.io.IOException;
import java.util.List;

/**
 * Ten thousand runs awaited at once by one client with {@code awaitAsync} and {@code onLog}, each of which logs once a second: the client's threads,
 * memory and share of a processor, beside java.net.http alone. Each run is a connection, so that client and server need that many open files each. Run
 * it as {@link EventCost} is, with its own name in {@code -Dbenchmark}, after {@code ulimit -n 20000}.
 */
public final class ConcurrentWaits {

    private static final String RUNS = "10000";
    private static final String HEAP = "-Xmx350m";
    /** Bytes; java.net.http keeps two of them for each connection, of 16 KiB unless told otherwise. */
    private static final String BUFFERS = "-Djdk.httpclient.bufsize=4096";

    private ConcurrentWaits() {}

    /** @param arguments how many runs and the client's heap as an option of the JVM's, where they are to be others */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String runs = arguments.length > 0 ? arguments[0] : RUNS;
        List<String> options = List.of(arguments.length > 1 ? arguments[1] : HEAP, BUFFERS);
        for (Waiting waiting : Waiting.values()) {
            try (ChildJvm.Server server = ChildJvm.startServer();
                    ChildJvm waiter = ChildJvm.start(options, Waiter.class, waiting.name(), server.address(), runs)) {
                if (waiter.relay() != 0) {
                    throw new IllegalStateException(waiting.title + " failed");
                }
            }
        }
    }
}
