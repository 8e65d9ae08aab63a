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
        Delivery delivery = new Delivery(Objects.requireNonNull(subscriber));
        delivery.onClose = lifetimes.add(() -> delivery.fault(new AbortedException("the client was closed")));
        delivery.signals.run(() -> delivery.signal(() -> subscriber.onSubscribe(delivery)));
    }

    private final class Delivery implements Flow.Subscription, RunSink {
        private final Flow.Subscriber<? super TrainingEvent> subscriber;
        private final RunStream stream = new RunStream(source, timing.reconnect(options.reconnect().orElse(timing.reconnect())), options.afterEvent(), this);
        private final Mailbox signals = new Mailbox(executor);
        private volatile boolean over;
        private volatile Runnable onClose = () -> {};

        Delivery(Flow.Subscriber<? super TrainingEvent> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            if (n > 0) {
                stream.request(n);
            } else {
                fault(new IllegalArgumentException("A subscription is asked for one event or more, not " + n));
            }
        }

        @Override
        public void cancel() {
            over = true;
            stream.cancel();
            onClose.run();
        }

        @Override
        public void event(TrainingEvent event) {
            job.apply(event);
            signals.run(() -> signal(() -> subscriber.onNext(event)));
        }

        @Override
        public void connection(ConnectionChange change) {
            signals.run(() -> signal(() -> options.onConnectionChange().accept(change)));
        }

        @Override
        public void end(Optional<TrainingJob> fetched) {
            fetched.ifPresent(job::replace);
            signals.run(() -> last(subscriber::onComplete));
        }

        @Override
        public void fault(RuntimeException failure) {
            signals.run(() -> last(() -> subscriber.onError(failure)));
        }

        private void last(Runnable call) {
            signal(call);
            cancel();
        }

        /** A subscriber that throws, which the rules forbid, is dropped. */
        private void signal(Runnable call) {
            if (over) {
                return;
            }
            try {
                call.run();
            } catch (RuntimeException broken) {
                cancel();
            }
        }
    }
}
