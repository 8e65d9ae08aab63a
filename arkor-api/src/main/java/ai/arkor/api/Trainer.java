package ai.arkor.api;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.spi.CursorFile;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
    /** The submission that may have made a job; guarded by {@link #starting}. */
    private @Nullable SubmissionUncertainException uncertain;

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
     * Submits the run; once it was submitted, gives that run and sends nothing. A submission that failed may be tried again, but for one whose answer
     * was lost, which may have made a job that costs.
     *
     * @throws InterruptedException when interrupted while it waited for the backend or for another thread's submission
     * @throws SubmissionUncertainException when the answer to this or to an earlier submission was lost, until {@link #allowResubmission()}
     * @see ArkorClient#submit(TrainerConfig, RunOptions)
     */
    public TrainingRun start() throws InterruptedException {
        return startOnce(this::submit);
    }

    /**
     * Lets {@link #start()} submit once more after a submission whose answer was lost: when you looked, and there is no such job, or a second one does no
     * harm.
     */
    public void allowResubmission() {
        starting.lock();
        uncertain = null;
        starting.unlock();
    }

    private TrainingRun startOnce(Start how) throws InterruptedException {
        starting.lockInterruptibly();
        try {
            TrainingRun started = run;
            if (started == null) {
                options.abortSignal().ifPresent(AbortSignal::throwIfAborted);
                started = how.start();
                run = started;
            }
            return started;
        } finally {
            starting.unlock();
        }
    }

    private TrainingRun submit() throws InterruptedException {
        if (uncertain != null) {
            throw new SubmissionUncertainException("An earlier submission of " + name() + " may have made a job. Look at the project's runs (client.runs(),"
                    + " or the command: arkor jobs); then attach to it, or call allowResubmission() to submit another. " + uncertain.getMessage(), uncertain);
        }
        try {
            return client().submit(config, options);
        } catch (SubmissionUncertainException lost) {
            uncertain = lost;
            throw lost;
        } catch (InterruptedException interrupted) {
            if (interrupted.getCause() instanceof SubmissionUncertainException lost) {
                uncertain = lost;
            }
            throw interrupted;
        }
    }

    /** One way to come to a run. */
    @FunctionalInterface
    private interface Start {
        TrainingRun start() throws InterruptedException;
    }

    /** Starts the run unless it is, and awaits it with the callbacks of this trainer on the caller's thread. */
    public TrainingResult await() throws InterruptedException {
        return start().await();
    }

    /** As {@link #await()}, for at most that long. */
    public TrainingResult await(Duration timeout) throws InterruptedException {
        return await(AwaitOptions.DEFAULT.timeout(timeout));
    }

    /** As {@link #await()}, with options of the await. With a {@linkplain AwaitOptions#cursor cursor} that names a run, that run is awaited, and none started. */
    public TrainingResult await(AwaitOptions await) throws InterruptedException {
        return startOrAttach(await).await(await);
    }

    /** As {@link #await(AwaitOptions)}, without waiting but for the submission. */
    public CompletableFuture<TrainingResult> awaitAsync(AwaitOptions await) throws InterruptedException {
        return startOrAttach(await).awaitAsync(await);
    }

    private TrainingRun startOrAttach(AwaitOptions await) throws InterruptedException {
        Optional<RunReference> known = run == null ? await.cursor().flatMap(CursorFile::run) : Optional.empty();
        return known.isPresent() ? startOnce(() -> client().attach(known.get(), options)) : start();
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

    /** What its runs are submitted with. */
    RunOptions options() {
        return options;
    }

    /** Its own, else that of whoever drives it; always the same. */
    ArkorClient client() {
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
        private RunOptions options = RunOptions.DEFAULT;
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
            options = options.abortSignal(value);
            return this;
        }

        /** Gives the run up inside its awaits when a metric says so. */
        public Builder earlyStopping(EarlyStopping value) {
            options = options.earlyStopping(value);
            return this;
        }

        /** The client to submit with; the caller closes it. */
        public Builder client(ArkorClient value) {
            client = value;
            return this;
        }

        /** @throws IllegalStateException naming the field when the model or the dataset is missing */
        public Trainer build() {
            return new Trainer(config.build(), options.callbacks(callbacks.build()), client);
        }
    }
}
