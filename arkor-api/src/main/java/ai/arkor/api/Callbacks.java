package ai.arkor.api;

import org.jspecify.annotations.Nullable;

/**
 * The five callbacks of a run, each optional. They fire only inside an await, in the order of the events, never two at once, after the run's local
 * job was brought up to date. Immutable.
 */
public final class Callbacks {

    /** No callbacks at all. */
    public static final Callbacks NONE = builder().build();

    private final Builder set;

    private Callbacks(Builder set) {
        this.set = set;
    }

    public static Builder builder() {
        return new Builder();
    }

    public Callback<StartedContext> onStarted() {
        return orIgnore(set.onStarted);
    }

    public Callback<LogContext> onLog() {
        return orIgnore(set.onLog);
    }

    public Callback<CheckpointContext> onCheckpoint() {
        return orIgnore(set.onCheckpoint);
    }

    public Callback<CompletedContext> onCompleted() {
        return orIgnore(set.onCompleted);
    }

    public Callback<FailedContext> onFailed() {
        return orIgnore(set.onFailed);
    }

    private static <C> Callback<C> orIgnore(@Nullable Callback<C> callback) {
        return callback == null ? context -> {} : callback;
    }

    /** Collects {@link Callbacks}. Not thread-safe. */
    public static final class Builder {

        private @Nullable Callback<StartedContext> onStarted;
        private @Nullable Callback<LogContext> onLog;
        private @Nullable Callback<CheckpointContext> onCheckpoint;
        private @Nullable Callback<CompletedContext> onCompleted;
        private @Nullable Callback<FailedContext> onFailed;

        private Builder() {}

        public Builder onStarted(Callback<StartedContext> callback) {
            onStarted = callback;
            return this;
        }

        public Builder onLog(Callback<LogContext> callback) {
            onLog = callback;
            return this;
        }

        public Builder onCheckpoint(Callback<CheckpointContext> callback) {
            onCheckpoint = callback;
            return this;
        }

        public Builder onCompleted(Callback<CompletedContext> callback) {
            onCompleted = callback;
            return this;
        }

        public Builder onFailed(Callback<FailedContext> callback) {
            onFailed = callback;
            return this;
        }

        public Callbacks build() {
            Builder copy = new Builder();
            copy.onStarted = onStarted;
            copy.onLog = onLog;
            copy.onCheckpoint = onCheckpoint;
            copy.onCompleted = onCompleted;
            copy.onFailed = onFailed;
            return new Callbacks(copy);
        }
    }
}
