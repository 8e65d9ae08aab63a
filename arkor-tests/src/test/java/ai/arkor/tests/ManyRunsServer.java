package ai.arkor.tests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A backend of one thread that has any number of runs: tells of each that it started; once so many streams are open, tells each a few losses, and that it
 * completed. The test kit has a thread for each connection. Arguments: how many streams. Prints its port.
 */
final class ManyRunsServer {

    static final int LOSSES = 3;

    private static final Pattern REQUEST = Pattern.compile("GET /v1/jobs/([^/? ]+)(/events/stream)?\\?\\S* HTTP/1.1\r\n(?s:.*)\r\n\r\n");
    private static final long PAUSE_MILLIS = 300;
    private static final int BACKLOG = 4096;

    private final Selector selector;
    private final ServerSocketChannel listener;
    private final int expected;
    private final List<Stream> streams = new ArrayList<>();
    private int rounds;

    private ManyRunsServer(int expected) throws IOException {
        this.expected = expected;
        selector = Selector.open();
        listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        listener.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
    }

    public static void main(String[] arguments) throws IOException {
        ManyRunsServer server = new ManyRunsServer(Integer.parseInt(arguments[0]));
        System.out.println(server.listener.socket().getLocalPort());
        server.serve();
    }

    private record Stream(String job, SocketChannel channel) {}

    private void serve() throws IOException {
        while (rounds <= LOSSES) {
            boolean all = streams.size() == expected;
            int ready = all ? selector.select(PAUSE_MILLIS) : selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isAcceptable()) {
                    accept();
                } else {
                    read((SocketChannel) key.channel());
                }
            }
            selector.selectedKeys().clear();
            if (all && ready == 0) {
                tellAll(rounds++);
            }
        }
    }

    private void accept() throws IOException {
        for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
            channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
        }
    }

    /** A request is small and comes in one piece; what else comes is the connection's end. */
    private void read(SocketChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4096);
        if (channel.read(bytes) < 0) {
            channel.close();
            return;
        }
        Matcher request = REQUEST.matcher(new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII));
        if (!request.matches()) {
            throw new IOException("Not a request that is known here: " + request);
        }
        String job = request.group(1);
        if (request.group(2) == null) {
            String record = "{\"job\":{\"id\":\"" + job + "\",\"orgId\":\"o\",\"projectId\":\"p\",\"name\":\"many\",\"status\":\"running\",\"config\":{\"model\":\"m\"},"
                    + "\"createdAt\":\"2026-01-02T03:04:05.000Z\"}}";
            write(channel, "HTTP/1.1 200 -\r\nContent-Type: application/json\r\nContent-Length: " + record.length() + "\r\n\r\n" + record);
        } else {
            write(channel, "HTTP/1.1 200 -\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            Stream stream = new Stream(job, channel);
            streams.add(stream);
            tell(stream, 1, "training.started", "");
        }
    }

    private void tellAll(int round) throws IOException {
        for (Stream stream : streams) {
            if (round < LOSSES) {
                tell(stream, round + 2, "training.log", ",\"step\":" + round + ",\"loss\":1.5");
            } else {
                tell(stream, round + 2, "training.completed", ",\"artifacts\":[]");
                write(stream.channel, "0\r\n\r\n");
            }
        }
    }

    private static void tell(Stream to, int id, String type, String fields) throws IOException {
        String frame = "id: " + id + "\nevent: " + type + "\ndata: {\"type\":\"" + type + "\",\"jobId\":\"" + to.job
                + "\",\"timestamp\":\"2026-01-02T03:04:05.00" + id + "Z\"" + fields + "}\n\n";
        write(to.channel, Integer.toHexString(frame.length()) + "\r\n" + frame + "\r\n");
    }

    /** It is little, and so fits into the socket's buffer. */
    private static void write(SocketChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            throw new IOException("The socket's buffer is full");
        }
    }
}
