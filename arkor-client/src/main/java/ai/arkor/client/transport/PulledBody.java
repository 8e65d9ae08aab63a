package ai.arkor.client.transport;

import ai.arkor.api.AbortSignal;
import ai.arkor.api.AbortedException;
import ai.arkor.api.TransportException;
import ai.arkor.client.transport.Opening.Opened;
import ai.arkor.client.transport.Opening.Refused;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an answer, for one who asks for the next and waits for it. No more is fetched than the next few. Closing it, from any thread, closes its
 * connection; so do its signal and the closing of the client, which then come out of whatever waits as an {@link AbortedException}.
 */
public final class PulledBody implements AutoCloseable {

    private final CompletableFuture<Opening> asked;
    private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final Deque<ByteBuffer> chunk = new ArrayDeque<>();
    private HttpHeaders headers = HttpHeaders.of(Map.of(), (name, value) -> true);
    private volatile boolean ended;
    private volatile @Nullable String aborted;
    private Runnable clientRegistration = () -> {};
    private AbortSignal.Registration signalRegistration = () -> {};

    private PulledBody(CompletableFuture<Opening> asked) {
        this.asked = asked;
    }

    /**
     * Sends the call and waits for the answer to begin.
     *
     * @throws AbortedException when {@code signal} was aborted, if before then without sending anything, or the client was closed
     */
    public static PulledBody open(Transport transport, Call call, Optional<AbortSignal> signal) throws InterruptedException {
        signal.ifPresent(AbortSignal::throwIfAborted);
        PulledBody body = new PulledBody(transport.open(call));
        try {
            body.endWith(transport.lifetimes(), signal);
            body.begin();
            return body;
        } catch (RuntimeException | InterruptedException failed) {
            body.close();
            throw failed;
        }
    }

    private void endWith(Lifetimes client, Optional<AbortSignal> signal) {
        clientRegistration = client.add(() -> abort("the client was closed"));
        signal.ifPresent(given -> signalRegistration = given.onAbort(() -> abort(given.reason().orElseThrow())));
    }

    private void begin() throws InterruptedException {
        try {
            Opening opening = asked.get();
            if (opening instanceof Refused refused) {
                throw refused.error();
            }
            Opened opened = (Opened) opening;
            headers = opened.headers();
            opened.body().subscribe(new Queueing());
        } catch (CancellationException | ExecutionException failed) {
            // A request that is cancelled may fail of it before its future is.
            throwIfAborted();
            throw failed.getCause() instanceof RuntimeException cause ? cause : new TransportException("The answer broke off", failed);
        }
    }

    public HttpHeaders headers() {
        return headers;
    }

    /**
     * The next bytes; empty after the last, and once this is closed.
     *
     * @throws TransportException when the connection broke
     */
    public Optional<ByteBuffer> next() throws InterruptedException {
        while (chunk.isEmpty() || ended) {
            Signal signal = ended ? Signal.END : signals.take();
            throwIfAborted();
            if (ended || signal.isEnd()) {
                signals.add(Signal.END);
                return Optional.empty();
            }
            if (signal.failure != null) {
                throw new TransportException("The answer broke off: " + signal.failure.getMessage(), signal.failure);
            }
            chunk.addAll(signal.bytes);
            subscription.join().request(1);
        }
        return Optional.of(chunk.remove());
    }

    /** The bytes not yet taken, to the last. */
    public byte[] readAll() throws InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Optional<ByteBuffer> bytes = next(); bytes.isPresent(); bytes = next()) {
            byte[] some = new byte[bytes.get().remaining()];
            bytes.get().get(some);
            all.writeBytes(some);
        }
        return all.toByteArray();
    }

    /** Whether this was closed by its owner. */
    public boolean isClosed() {
        return ended && aborted == null;
    }

    @Override
    public void close() {
        end();
        clientRegistration.run();
        signalRegistration.close();
    }

    private void abort(String why) {
        if (!ended) {
            aborted = why;
            end();
        }
    }

    private void end() {
        ended = true;
        asked.cancel(true);
        subscription.thenAccept(Flow.Subscription::cancel);
        signals.add(Signal.END);
    }

    private void throwIfAborted() {
        String why = aborted;
        if (why != null) {
            throw new AbortedException(why);
        }
    }

    /** Bytes, a failure, or with neither the end. */
    private record Signal(List<ByteBuffer> bytes, @Nullable Throwable failure) {
        static final Signal END = new Signal(List.of(), null);

        boolean isEnd() {
            return this == END;
        }
    }

    private final class Queueing implements Flow.Subscriber<List<ByteBuffer>> {
        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
            given.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> bytes) {
            signals.add(new Signal(bytes, null));
        }

        @Override
        public void onError(Throwable failure) {
            signals.add(new Signal(List.of(), failure));
        }

        @Override
        public void onComplete() {
            signals.add(Signal.END);
        }
    }
}
