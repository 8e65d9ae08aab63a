package ai.arkor.client.transport;

import ai.arkor.client.transport.Opening.Opened;
import ai.arkor.client.transport.Opening.Refused;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Hands over the body of a success as it comes, and reads that of a refusal. */
final class OpeningHandler implements BodyHandler<Opening> {

    private final Consumer<HttpHeaders> headers;

    OpeningHandler(Consumer<HttpHeaders> headers) {
        this.headers = headers;
    }

    @Override
    public BodySubscriber<Opening> apply(ResponseInfo info) {
        headers.accept(info.headers());
        if (Transport.isSuccess(info.statusCode())) {
            return BodySubscribers.mapping(BodySubscribers.ofPublisher(), body -> new Opened(info.headers(), body));
        }
        return BodySubscribers.mapping(new RefusalBody(),
                body -> new Refused(info.headers(), Refusals.of(info.statusCode(), new String(body, StandardCharsets.UTF_8))));
    }
}
