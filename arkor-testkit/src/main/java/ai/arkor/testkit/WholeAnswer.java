package ai.arkor.testkit;

import ai.arkor.testkit.server.Exchange;
import java.io.IOException;

/** An answer that is no stream, with what goes wrong in it. */
final class WholeAnswer {

    private final Exchange exchange;
    private final Fault fault;

    WholeAnswer(Exchange exchange, Fault fault) {
        this.exchange = exchange;
        this.fault = fault;
    }

    void send(int status, byte[] body) throws IOException {
        String contentType = fault.contentTypeOr(Protocol.JSON);
        long end = fault.stopAfterBytes().orElse(body.length);
        if (end >= body.length) {
            exchange.answer(status, contentType, body, fault.headers());
            return;
        }
        if (fault.stop().filter(Fault.Stop.STALL::equals).isPresent()) {
            exchange.watch();
            exchange.answerInPart(status, contentType, body, fault.headers(), (int) end);
            exchange.closedByClient().join();
        } else {
            exchange.answerInPart(status, contentType, body, fault.headers(), (int) end);
        }
        exchange.drop();
    }
}
