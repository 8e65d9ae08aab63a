package ai.arkor.client.observation;

import ai.arkor.api.AbortedException;
import ai.arkor.api.ConnectionChange;
import ai.arkor.api.EventOptions;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingJob;
import ai.arkor.client.transport.Lifetimes;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A run's events for subscribers, each from the first event and at their own pace. */
public final class PublishedEvents implements Flow.Publisher<TrainingEvent> {

    private final RunSource source;
    private final Timing timing;
    private final EventOptions options;
    private final JobCell job;
    private final Executor executor;
    private final Lifetimes lifetimes;

    /** @param executor calls the subscribers */
    public PublishedEvents(RunSource source, Timing timing, EventOptions options, JobCell job, Executor executor, Lifetimes lifetimes) {
        this.source = source;
        this.timing = timing;
        this.options = options;
        this.job = job;
        this.executor = executor;
        this.lifetimes = lifetimes;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super TrainingEvent> subscriber) {
        new Delivery(Objects.requireNonNull(subscriber)).begin();
    }

    private final class Delivery implements Flow.Subscription, RunSink {
        private final RunStream stream = new RunStream(source, timing.reconnect(options.reconnect().orElse(timing.reconnect())), options.afterEvent(), this);
        private final Mailbox signals = Mailbox.on(executor);
        /** Null once this is over: who cancelled is not to be held by what the connection leaves behind. */
        private volatile Flow.@Nullable Subscriber<? super TrainingEvent> subscriber;
        private volatile Runnable onClose = () -> {};

        Delivery(Flow.Subscriber<? super TrainingEvent> subscriber) {
            this.subscriber = subscriber;
        }

        /** The subscription is told of first, also by a client that is closed. */
        void begin() {
            signals.run(() -> signal(told -> told.onSubscribe(this)));
            Runnable registration = lifetimes.add(() -> fault(new AbortedException("the client was closed")));
            onClose = registration;
            if (subscriber == null) {
                registration.run();
            }
        }

        @Override
        public void request(long n) {
            if (n > 0) {
                stream.request(n);
            } else {
                fault(new IllegalArgumentException("A subscription is asked for one event or more, not " + n + " (rule 3.9 of Reactive Streams)"));
            }
        }

        @Override
        public void cancel() {
            subscriber = null;
            stream.cancel();
            onClose.run();
        }

        @Override
        public void event(TrainingEvent event) {
            job.apply(event);
            signals.run(() -> signal(told -> told.onNext(event)));
        }

        @Override
        public void connection(ConnectionChange change) {
            signals.run(() -> signal(told -> options.onConnectionChange().accept(change)));
        }

        @Override
        public void end(Optional<TrainingJob> fetched) {
            fetched.ifPresent(job::replace);
            signals.run(() -> last(Flow.Subscriber::onComplete));
        }

        @Override
        public void fault(RuntimeException failure) {
            signals.run(() -> last(told -> told.onError(failure)));
        }

        private void last(Consumer<Flow.Subscriber<? super TrainingEvent>> call) {
            signal(call);
            cancel();
        }

        /** A subscriber that throws, which the rules forbid, is dropped. */
        private void signal(Consumer<Flow.Subscriber<? super TrainingEvent>> call) {
            Flow.Subscriber<? super TrainingEvent> told = subscriber;
            if (told == null) {
                return;
            }
            try {
                call.accept(told);
            } catch (RuntimeException broken) {
                cancel();
            }
        }
    }
}
