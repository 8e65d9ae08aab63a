package ai.arkor.benchmarks.client;

import ai.arkor.benchmarks.client.Cuts.Cut;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The answer to one request for a job's stream. */
final class ScriptedStream {

    private static final byte[] END = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final StreamScript script;
    private final EventChunks chunks;
    private final Cuts cuts;
    private final ByteBuffer batch;
    private final Outbox out;
    private long next;
    private long dueNanos;
    private boolean over;

    /** @param scratch used during each call only, when it is long enough */
    ScriptedStream(StreamScript script, Cuts cuts, long after, ByteBuffer scratch, Outbox out) {
        this.script = script;
        this.chunks = new EventChunks(script);
        this.cuts = cuts;
        int longest = script.perWrite() * EventChunks.bytesEach(script);
        this.batch = longest <= scratch.capacity() ? scratch : ByteBuffer.allocateDirect(longest);
        this.out = out;
        this.next = after + 1;
        this.dueNanos = System.nanoTime() + interval();
    }

    boolean isPaced() {
        return script.everyMillis() > 0;
    }

    boolean isOver() {
        return over || !out.isOpen();
    }

    long dueNanos() {
        return dueNanos;
    }

    void sendDue() throws IOException {
        dueNanos += interval();
        send();
    }

    private long interval() {
        return TimeUnit.MILLISECONDS.toNanos(script.everyMillis());
    }

    /** One write's worth of events. Tells whether all was taken and there is more to come. */
    boolean send() throws IOException {
        batch.clear();
        long end = Math.min(next + script.perWrite(), script.events() + 1);
        Optional<Cut> cut = cuts.takeBefore(end);
        if (cut.isPresent()) {
            cut(cut.get());
            return false;
        }
        if (next > script.events()) {
            over = true;
            out.send(ByteBuffer.wrap(chunks.completed()));
            return false;
        }
        put(end);
        return out.send(batch.flip());
    }

    private void put(long end) {
        while (next < end) {
            chunks.put(next++, batch);
        }
    }

    private void cut(Cut cut) throws IOException {
        over = true;
        put(cut.event());
        if (cut.kind() == Cuts.Kind.ENDED) {
            out.send(batch.flip());
            out.send(ByteBuffer.wrap(END));
            return;
        }
        int whole = batch.position();
        if (next == cut.event()) {
            chunks.put(next, batch);
            batch.limit(whole + cut.bytes()).position(whole + cut.bytes());
        }
        out.send(batch.flip());
        if (cut.kind() == Cuts.Kind.CLOSED) {
            out.close();
        } else {
            out.reset();
        }
    }
}
