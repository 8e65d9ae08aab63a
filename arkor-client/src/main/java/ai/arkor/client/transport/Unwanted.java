package ai.arkor.client.transport;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;

/** Takes a stream that nobody waits for any more, only to end it: one that nobody takes keeps its connection. */
final class Unwanted implements Flow.Subscriber<List<ByteBuffer>> {

    private Unwanted() {}

    static void end(Opening opening) {
        if (opening instanceof Opening.Opened opened) {
            opened.body().subscribe(new Unwanted());
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
}
