package ai.arkor.benchmarks.client;

import ai.arkor.wire.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection of the server's: requests one after the other, and the stream that one of them asked for. */
final class Exchange {

    /** Writes before other connections have their turn. */
    private static final int WRITES_IN_A_ROW = 64;

    private static final String JOBS = "/v1/jobs/";
    private static final String STREAM = "/events/stream";

    private final SocketChannel channel;
    private final Outbox out;
    private final ByteBuffer scratch;
    private final Map<String, Cuts> jobs;
    private byte[] received = new byte[0];
    private @Nullable ScriptedStream stream;

    /**
     * @param scratch shared by the connections, as only one of them is at work
     * @param jobs whose streams were asked for, by id
     */
    Exchange(SocketChannel channel, SelectionKey key, ByteBuffer scratch, Map<String, Cuts> jobs) {
        this.channel = channel;
        this.out = new Outbox(channel, key);
        this.scratch = scratch;
        this.jobs = jobs;
    }

    /** The stream under way, when it is one with a clock. */
    Optional<ScriptedStream> paced() {
        return Optional.ofNullable(stream).filter(ScriptedStream::isPaced);
    }

    void abandon() {
        try {
            channel.close();
        } catch (IOException broken) {
            // There is nothing left to be done about it.
        }
    }

    /** Takes what came, and answers what is complete. */
    void read() throws IOException {
        ByteBuffer bytes = scratch.clear();
        if (channel.read(bytes) < 0) {
            channel.close();
            return;
        }
        int before = received.length;
        received = Arrays.copyOf(received, before + bytes.flip().remaining());
        bytes.get(received, before, received.length - before);
        while (stream == null && out.isOpen()) {
            String text = new String(received, StandardCharsets.ISO_8859_1);
            int head = text.indexOf("\r\n\r\n") + 4;
            if (head < 4) {
                return;
            }
            int end = head + header(text.substring(0, head), "content-length").map(Integer::parseInt).orElse(0);
            if (end > text.length()) {
                return;
            }
            received = Arrays.copyOfRange(received, end, received.length);
            answer(text.substring(0, head), text.substring(head, end));
        }
    }

    /** Sends on, as the connection takes more. */
    void write() throws IOException {
        if (!out.flush() || !out.isOpen()) {
            return;
        }
        ScriptedStream current = stream;
        if (current == null || current.isPaced()) {
            out.wantsTurns(false);
            return;
        }
        int writes = 0;
        while (writes < WRITES_IN_A_ROW && current.send()) {
            writes++;
        }
        forgetWhenOver(current);
    }

    /** The event that is due. */
    void tick(ScriptedStream due) throws IOException {
        due.sendDue();
        forgetWhenOver(due);
    }

    private void forgetWhenOver(ScriptedStream sent) {
        if (sent.isOver()) {
            stream = null;
        }
    }

    private void answer(String head, String body) throws IOException {
        String[] request = head.substring(0, head.indexOf('\r')).split("[ ?]");
        String path = request[1];
        if (path.startsWith(JOBS) && path.endsWith(STREAM)) {
            stream(path.substring(JOBS.length(), path.length() - STREAM.length()), header(head, "last-event-id"));
        } else if (path.startsWith(JOBS)) {
            json("200 OK", "{\"job\":" + job(path.substring(JOBS.length())) + "}");
        } else if (request[0].equals("POST") && path.equals("/v1/jobs")) {
            json("201 Created", "{\"job\":" + job(Json.parseObject(body).string("name").orElseThrow()) + "}");
        } else {
            json("404 Not Found", "{\"error\":\"There is no such route\"}");
        }
    }

    private void stream(String jobId, Optional<String> lastEventId) throws IOException {
        out.send(ascii("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"));
        long after = lastEventId.map(Long::parseLong).orElse(0L);
        StreamScript script = StreamScript.ofJob(jobId);
        Cuts cuts = jobs.computeIfAbsent(jobId, first -> Cuts.of(script, EventChunks.bytesEach(script)));
        cuts.opened();
        ScriptedStream opened = new ScriptedStream(script, cuts, after, scratch, out);
        stream = opened;
        if (!opened.isPaced()) {
            out.wantsTurns(true);
        }
    }

    private void json(String status, String body) throws IOException {
        out.send(ascii("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
    }

    /** As the protocol has it, and in {@code cutsLeft} and {@code openings} what became of its streams. */
    private String job(String id) {
        Cuts cuts = jobs.get(id);
        String told = cuts == null ? "" : ",\"cutsLeft\":" + cuts.left() + ",\"openings\":" + cuts.openings();
        return "{\"id\":\"" + id + "\",\"orgId\":\"o\",\"projectId\":\"p\",\"name\":\"" + id + "\",\"status\":\"running\","
                + "\"config\":{\"model\":\"m\"},\"createdAt\":\"2026-11-01T12:00:00.000Z\",\"startedAt\":\"2026-11-01T12:00:01.000Z\"" + told + "}";
    }

    private static Optional<String> header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst();
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
