package ai.arkor.client.transport;

import ai.arkor.api.AbortedException;
import ai.arkor.api.TransportException;
import ai.arkor.client.transport.Opening.Opened;
import ai.arkor.client.transport.Opening.Refused;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** The bytes of an answer, for one who asks for the next and waits for it. Closing it, from any thread, closes its connection. */
public final class PulledBody implements AutoCloseable {

    private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private volatile boolean closed;
    private Runnable registration = () -> {};

    private PulledBody() {}

    /** Sends the call and waits for the answer to begin. */
    public static PulledBody open(Transport transport, Call call) throws InterruptedException {
        CompletableFuture<Opening> asked = transport.open(call, Optional.empty());
        Runnable registration = transport.lifetimes().add(() -> asked.cancel(true));
        try {
            Opening opening = asked.get();
            if (opening instanceof Refused refused) {
                throw refused.error();
            }
            PulledBody body = new PulledBody();
            ((Opened) opening).body().subscribe(body.new Queueing());
            body.registration = transport.lifetimes().add(body::end);
            return body;
        } catch (ExecutionException failed) {
            throw (RuntimeException) failed.getCause();
        } catch (CancellationException closedMeanwhile) {
            throw new AbortedException("the client was closed");
        } catch (InterruptedException interrupted) {
            asked.cancel(true);
            throw interrupted;
        } finally {
            registration.run();
        }
    }

    /**
     * The next bytes; empty after the last, and once this is closed.
     *
     * @throws TransportException when the connection broke
     */
    public Optional<ByteBuffer> next() throws InterruptedException {
        Signal signal = closed ? Signal.END : signals.take();
        if (signal.failure != null && !closed) {
            throw new TransportException("The answer broke off: " + signal.failure.getMessage(), signal.failure);
        }
        if (signal.bytes == null || closed) {
            signals.add(Signal.END);
            return Optional.empty();
        }
        return Optional.of(signal.bytes);
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        end();
        registration.run();
    }

    private void end() {
        closed = true;
        subscription.thenAccept(Flow.Subscription::cancel);
        signals.add(Signal.END);
    }

    /** Bytes, a failure, or with neither the end. */
    private record Signal(@Nullable ByteBuffer bytes, @Nullable Throwable failure) {
        static final Signal END = new Signal(null, null);
    }

    private final class Queueing implements Flow.Subscriber<List<ByteBuffer>> {
        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
            given.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> chunk) {
            chunk.forEach(bytes -> signals.add(new Signal(bytes, null)));
            subscription.join().request(1);
        }

        @Override
        public void onError(Throwable failure) {
            signals.add(new Signal(null, failure));
        }

        @Override
        public void onComplete() {
            signals.add(Signal.END);
        }
    }
}
