package ai.arkor.benchmarks.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * Just enough of the protocol for the real client, on loopback, as cheap as one thread with a selector makes it: jobs, whose ids are scripts
 * ({@link StreamScript}), and their streams, resumed after {@code Last-Event-ID}. It says which port it has, and ends when its standard input does.
 */
public final class EventServer {

    /** Waiting connections before more are refused; thousands of clients come at once. */
    private static final int BACKLOG = 4096;

    private final Selector selector;
    private final ServerSocketChannel listening;
    private final Map<String, Cuts> cuts = new HashMap<>();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(64 << 10);
    private final PriorityQueue<Paced> paced = new PriorityQueue<>(Comparator.comparingLong(due -> due.stream.dueNanos()));

    private EventServer() throws IOException {
        selector = Selector.open();
        listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
    }

    public static void main(String[] arguments) throws IOException {
        EventServer server = new EventServer();
        ChildJvm.endWithTheParent();
        System.out.println(server.listening.socket().getLocalPort());
        server.run();
    }

    private void run() throws IOException {
        while (true) {
            Paced next = paced.peek();
            long wait = next == null ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(next.stream.dueNanos() - System.nanoTime()));
            selector.select(this::ready, wait);
            sendDue();
        }
    }

    private void sendDue() {
        long now = System.nanoTime();
        while (!paced.isEmpty() && paced.peek().stream.dueNanos() <= now) {
            Paced due = paced.remove();
            guarded(due.exchange, () -> due.exchange.tick(due.stream));
            if (!due.stream.isOver()) {
                paced.add(due);
            }
        }
    }

    private void ready(SelectionKey key) {
        if (key.isValid() && key.isAcceptable()) {
            accept();
        } else if (key.attachment() instanceof Exchange exchange) {
            guarded(exchange, () -> {
                if (key.isReadable()) {
                    Optional<ScriptedStream> before = exchange.paced();
                    exchange.read();
                    exchange.paced().filter(stream -> before.isEmpty()).ifPresent(stream -> paced.add(new Paced(exchange, stream)));
                }
                if (key.isValid() && key.isWritable()) {
                    exchange.write();
                }
            });
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = listening.accept(); channel != null; channel = listening.accept()) {
                channel.configureBlocking(false);
                // Else the system would gather the writes, and a script's perWrite would say nothing.
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new Exchange(channel, key, scratch, cuts));
            }
        } catch (IOException refused) {
            throw new IllegalStateException("No more connections can be taken; see ulimit -n", refused);
        }
    }

    /** A client that went away is no failure of the server's. */
    private static void guarded(Exchange exchange, Step step) {
        try {
            step.run();
        } catch (IOException gone) {
            exchange.abandon();
        }
    }

    private record Paced(Exchange exchange, ScriptedStream stream) {}

    private interface Step {
        void run() throws IOException;
    }
}
