package ai.arkor.client.observation;

import ai.arkor.api.AbortedException;
import ai.arkor.api.ConnectionChange;
import ai.arkor.api.EventOptions;
import ai.arkor.api.EventStream;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingJob;
import ai.arkor.client.transport.Lifetimes;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A run's events for one who asks for the next and waits for it. */
public final class PulledEvents implements EventStream {

    private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Consumer<ConnectionChange> onConnectionChange;
    private final RunStream stream;
    private final Runnable registration;
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile boolean closed;

    public PulledEvents(RunSource source, Timing timing, EventOptions options, JobCell job, Lifetimes lifetimes) {
        Timing own = timing.reconnect(options.reconnect().orElse(timing.reconnect()));
        RunStream opened = new RunStream(source, own, options.afterEvent(), new Queueing(job, signals));
        this.onConnectionChange = options.onConnectionChange();
        this.stream = opened;
        this.registration = lifetimes.add(() -> end(opened));
    }

    @Override
    public Iterator<TrainingEvent> iterator() {
        if (taken.getAndSet(true)) {
            throw new IllegalStateException("An event stream is iterated once; ask the run for another");
        }
        return new Events();
    }

    @Override
    public void close() {
        end(stream);
        registration.run();
    }

    private void end(RunStream ended) {
        closed = true;
        ended.cancel();
        signals.add(Signal.END);
    }

    /** One of the three, or with none of them the end. */
    private record Signal(@Nullable TrainingEvent event, @Nullable ConnectionChange change, @Nullable RuntimeException failure) {
        static final Signal END = new Signal(null, null, null);
    }

    private record Queueing(JobCell job, LinkedBlockingQueue<Signal> signals) implements RunSink {
        @Override
        public void event(TrainingEvent event) {
            job.apply(event);
            signals.add(new Signal(event, null, null));
        }

        @Override
        public void connection(ConnectionChange change) {
            signals.add(new Signal(null, change, null));
        }

        @Override
        public void end(Optional<TrainingJob> fetched) {
            fetched.ifPresent(job::replace);
            signals.add(Signal.END);
        }

        @Override
        public void fault(RuntimeException failure) {
            signals.add(new Signal(null, null, failure));
        }
    }

    private final class Events implements Iterator<TrainingEvent> {
        private @Nullable TrainingEvent next;
        private boolean over;

        @Override
        public boolean hasNext() {
            if (next == null && !over && !closed) {
                stream.request(1);
                Signal signal = take();
                for (; signal.change != null && !closed; signal = take()) {
                    onConnectionChange.accept(signal.change);
                }
                next = closed ? null : signal.event;
                if (next == null) {
                    over = true;
                    close();
                    if (signal.failure != null) {
                        throw signal.failure;
                    }
                }
            }
            return next != null && !closed;
        }

        @Override
        public TrainingEvent next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            TrainingEvent event = next;
            next = null;
            return Objects.requireNonNull(event);
        }

        private Signal take() {
            try {
                return signals.take();
            } catch (InterruptedException interrupted) {
                close();
                Thread.currentThread().interrupt();
                throw new AbortedException("the thread was interrupted");
            }
        }
    }
}
