package ai.arkor.client.transport;

import ai.arkor.client.transport.Opening.Opened;
import ai.arkor.client.transport.Opening.Refused;
import ai.arkor.client.transport.Refusals.Head;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Hands over the body of a success as it comes, and reads that of a refusal. */
final class OpeningHandler implements BodyHandler<Opening> {

    private final Consumer<HttpHeaders> headers;
    private final Head head = new Head();

    OpeningHandler(Consumer<HttpHeaders> headers) {
        this.headers = headers;
    }

    @Override
    public BodySubscriber<Opening> apply(ResponseInfo info) {
        headers.accept(info.headers());
        if (Transport.isSuccess(info.statusCode())) {
            return BodySubscribers.mapping(BodySubscribers.ofPublisher(), body -> new Opened(info.headers(), body));
        }
        head.seen(info);
        return BodySubscribers.mapping(BodySubscribers.ofString(StandardCharsets.UTF_8), body -> refused(info, body));
    }

    /** The refusal whose body broke off; empty when it was none. */
    Optional<Opening> brokenOff() {
        return head.refusal().map(info -> refused(info, ""));
    }

    private static Opening refused(ResponseInfo info, String body) {
        return new Refused(info.headers(), Refusals.of(info.statusCode(), body));
    }
}
