package ai.arkor.client.transport;

import ai.arkor.client.transport.Refusals.Head;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads one answer as a whole. */
final class WholeHandler implements BodyHandler<Answer> {

    private final Consumer<HttpHeaders> headers;
    private final Head head = new Head();

    WholeHandler(Consumer<HttpHeaders> headers) {
        this.headers = headers;
    }

    @Override
    public BodySubscriber<Answer> apply(ResponseInfo info) {
        headers.accept(info.headers());
        head.seen(info);
        return BodySubscribers.mapping(BodySubscribers.ofByteArray(), body -> new Answer(info.statusCode(), info.headers(), body));
    }

    /** The refusal whose body broke off; empty when it was none. */
    Optional<Answer> brokenOff() {
        return head.refusal().map(info -> new Answer(info.statusCode(), info.headers(), new byte[0]));
    }
}
