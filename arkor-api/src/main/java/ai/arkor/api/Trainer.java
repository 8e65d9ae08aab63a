package ai.arkor.api;

import ai.arkor.api.json.JsonValue;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run, defined and ready to be started, once.
 *
 * <pre>{@code
 * Trainer trainer = Trainer.builder("support-bot-v1")
 *         .model(Models.ARKOR_TINY)
 *         .dataset(Dataset.file(Path.of("data/train.jsonl")))
 *         .lora(LoraConfig.of(16, 32))
 *         .maxSteps(100)
 *         .onLog(log -> log.loss().ifPresent(loss -> System.out.println(log.step() + " " + loss)))
 *         .build();
 * TrainingResult result = trainer.await().orThrow();
 * }</pre>
 *
 * <p>Its client is the one given on the builder, else that of the runner or shell that drives it, else found by {@link java.util.ServiceLoader}.
 * Thread-safe: threads that race to start it submit one job.
 */
public final class Trainer {

    private final TrainerConfig config;
    private final RunOptions options;
    private final ReentrantLock starting = new ReentrantLock();
    private volatile Supplier<ArkorClient> driver = DefaultClients::open;
    private volatile @Nullable ArkorClient client;
    private volatile @Nullable TrainingRun run;

    private Trainer(TrainerConfig config, RunOptions options, @Nullable ArkorClient client) {
        this.config = config;
        this.options = options;
        this.client = client;
    }

    /**
     * @param name the name the run is listed by
     * @throws IllegalArgumentException when blank
     */
    public static Builder builder(String name) {
        return new Builder(TrainerConfig.builder(name));
    }

    /** A trainer of that definition, to be given callbacks. */
    public static Builder of(TrainerConfig config) {
        return new Builder(config.toBuilder());
    }

    public TrainerConfig config() {
        return config;
    }

    public String name() {
        return config.name();
    }

    /** The run, once it was started. */
    public Optional<TrainingRun> run() {
        return Optional.ofNullable(run);
    }

    /**
     * Submits the run; once it was submitted, gives that run and sends nothing. A submission that failed may be tried again.
     *
     * @throws InterruptedException when interrupted while it waited for the backend or for another thread's submission
     * @see ArkorClient#submit(TrainerConfig, RunOptions)
     */
    public TrainingRun start() throws InterruptedException {
        starting.lockInterruptibly();
        try {
            TrainingRun started = run;
            if (started == null) {
                options.abortSignal().ifPresent(AbortSignal::throwIfAborted);
                started = client().submit(config, options);
                run = started;
            }
            return started;
        } finally {
            starting.unlock();
        }
    }

    /** Starts the run unless it is, and awaits it with the callbacks of this trainer on the caller's thread. */
    public TrainingResult await() throws InterruptedException {
        return start().await();
    }

    /** As {@link #await()}, with options of the await. */
    public TrainingResult await(AwaitOptions await) throws InterruptedException {
        return start().await(await);
    }

    /**
     * Asks the backend to stop the run.
     *
     * @return whether it was asked to; false when it was never started or already over
     */
    public boolean cancel() throws InterruptedException {
        TrainingRun started = run;
        return started != null && started.cancel();
    }

    /** Sets who gives the client when the trainer has none of its own: the runner or shell that drives it. */
    void driveBy(Supplier<ArkorClient> value) {
        driver = value;
    }

    private ArkorClient client() {
        ArkorClient own = client;
        if (own == null) {
            own = driver.get();
            client = own;
        }
        return own;
    }

    @Override
    public String toString() {
        return "Trainer[" + name() + ", model " + config.model() + ", " + run().map(r -> "run " + r.jobId()).orElse("not started") + "]";
    }

    /** Collects a {@link Trainer}. Not thread-safe. */
    public static final class Builder implements TrainerFields<Builder> {

        private final TrainerConfig.Builder config;
        private final Callbacks.Builder callbacks = Callbacks.builder();
        private @Nullable AbortSignal abortSignal;
        private @Nullable ArkorClient client;

        private Builder(TrainerConfig.Builder config) {
            this.config = config;
        }

        @Override
        public Builder model(String value) {
            config.model(value);
            return this;
        }

        @Override
        public Builder dataset(Dataset value) {
            config.dataset(value);
            return this;
        }

        @Override
        public Builder lora(LoraConfig value) {
            config.lora(value);
            return this;
        }

        @Override
        public Builder extra(String field, JsonValue value) {
            config.extra(field, value);
            return this;
        }

        public Builder onStarted(Callback<StartedContext> callback) {
            callbacks.onStarted(callback);
            return this;
        }

        public Builder onLog(Callback<LogContext> callback) {
            callbacks.onLog(callback);
            return this;
        }

        public Builder onCheckpoint(Callback<CheckpointContext> callback) {
            callbacks.onCheckpoint(callback);
            return this;
        }

        public Builder onCompleted(Callback<CompletedContext> callback) {
            callbacks.onCompleted(callback);
            return this;
        }

        public Builder onFailed(Callback<FailedContext> callback) {
            callbacks.onFailed(callback);
            return this;
        }

        /** Ends every await of the run when aborted; when aborted already, nothing is submitted. */
        public Builder abortSignal(AbortSignal value) {
            abortSignal = value;
            return this;
        }

        /** The client to submit with; the caller closes it. */
        public Builder client(ArkorClient value) {
            client = value;
            return this;
        }

        /** @throws IllegalStateException naming the field when the model or the dataset is missing */
        public Trainer build() {
            return new Trainer(config.build(), RunOptions.of(callbacks.build(), abortSignal), client);
        }
    }
}
