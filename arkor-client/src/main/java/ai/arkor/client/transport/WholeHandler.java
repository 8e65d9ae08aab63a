package ai.arkor.client.transport;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.function.Consumer;

/** Reads an answer as a whole. */
final class WholeHandler implements BodyHandler<byte[]> {

    private final Consumer<HttpHeaders> headers;

    WholeHandler(Consumer<HttpHeaders> headers) {
        this.headers = headers;
    }

    @Override
    public BodySubscriber<byte[]> apply(ResponseInfo info) {
        headers.accept(info.headers());
        return Transport.isSuccess(info.statusCode()) ? BodySubscribers.ofByteArray() : new RefusalBody();
    }
}
