package ai.arkor.testkit;

import ai.arkor.testkit.ScriptedJob.Entry;
import ai.arkor.testkit.server.Exchange;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntSupplier;

/** One opening of a job's stream, with what goes wrong in it. */
final class StreamAnswer {

    private final Exchange exchange;
    private final ScriptedJob job;
    private final Fault fault;
    private final IntSupplier pieces;
    private long bytesLeft;
    private long eventsLeft;

    StreamAnswer(Exchange exchange, ScriptedJob job, Fault fault) {
        this.exchange = exchange;
        this.job = job;
        this.fault = fault;
        this.pieces = fault.pieces().lengths().get();
        this.bytesLeft = fault.stopAfterBytes().orElse(Long.MAX_VALUE);
        this.eventsLeft = fault.stopAfterEvents().orElse(Long.MAX_VALUE);
    }

    void send() throws IOException, InterruptedException {
        exchange.watch();
        exchange.beginStream(200, fault.contentTypeOr(Protocol.EVENT_STREAM), fault.headers());
        int at = Optional.ofNullable(exchange.request().headers().get(Protocol.LAST_EVENT_ID)).map(job::after).orElse(0);
        at = Math.max(0, at - fault.rewinds());
        boolean told = false;
        while (eventsLeft > 0 && bytesLeft > 0) {
            Optional<Entry> entry = job.await(at, exchange.closedByClient());
            if (entry.isEmpty()) {
                end(told);
                return;
            }
            Entry sent = fault.reorders() ? job.await(swapped(at), exchange.closedByClient()).orElse(entry.get()) : entry.get();
            send(sent);
            told = sent.isLast();
            at++;
        }
        stop();
    }

    /** The place that its neighbour has, when it has one. */
    private int swapped(int at) {
        return (at ^ 1) < job.size() ? at ^ 1 : at;
    }

    private void send(Entry entry) throws IOException {
        write(fault.before());
        if (entry.isEvent()) {
            fault.pace();
            eventsLeft--;
        }
        for (int copy = 0; copy < fault.copies(); copy++) {
            write(entry.bytes());
        }
        if (bytesLeft > 0) {
            job.sent(entry);
        }
    }

    private void write(byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length && bytesLeft > 0;) {
            int length = (int) Math.min(Math.min(bytes.length - at, pieces.getAsInt()), bytesLeft);
            exchange.write(Arrays.copyOfRange(bytes, at, at + length));
            bytesLeft -= length;
            at += length;
        }
    }

    /** @param told whether the last thing said that it was the last */
    private void end(boolean told) throws IOException {
        if (!told) {
            exchange.write(Protocol.END);
        }
        exchange.endStream();
    }

    private void stop() throws IOException {
        switch (fault.stop().orElseThrow()) {
            case DROP -> exchange.drop();
            case RESET -> exchange.reset();
            case CLOSE -> exchange.endStream();
            case END -> end(false);
            case STALL -> exchange.closedByClient().join();
            default -> throw new IllegalStateException("No such way to stop: " + fault.stop());
        }
    }
}
