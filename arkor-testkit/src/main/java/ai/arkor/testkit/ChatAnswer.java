package ai.arkor.testkit;

import ai.arkor.testkit.server.Exchange;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;

/** A streamed answer, with what goes wrong in it. */
final class ChatAnswer {

    private final Exchange exchange;
    private final Fault fault;
    private final IntSupplier pieces;
    private long bytesLeft;

    ChatAnswer(Exchange exchange, Fault fault) {
        this.exchange = exchange;
        this.fault = fault;
        this.pieces = fault.pieces().lengths().get();
        this.bytesLeft = fault.stopAfterBytes().orElse(Long.MAX_VALUE);
    }

    void send(List<byte[]> frames) throws IOException {
        exchange.watch();
        exchange.beginStream(200, fault.contentTypeOr(Protocol.EVENT_STREAM), fault.headers());
        long framesLeft = fault.stopAfterEvents().orElse(Long.MAX_VALUE);
        for (byte[] frame : frames) {
            if (framesLeft <= 0 || bytesLeft <= 0) {
                break;
            }
            framesLeft--;
            write(fault.before());
            fault.pace();
            write(frame);
        }
        if (framesLeft <= 0 || bytesLeft <= 0) {
            stop();
        } else {
            exchange.endStream();
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

    private void stop() throws IOException {
        switch (fault.stop().orElseThrow()) {
            case DROP -> exchange.drop();
            case RESET -> exchange.reset();
            case CLOSE -> exchange.endStream();
            case END -> {
                exchange.write(Protocol.END);
                exchange.endStream();
            }
            case STALL -> exchange.closedByClient().join();
            default -> throw new IllegalStateException("No such way to stop: " + fault.stop());
        }
    }
}
