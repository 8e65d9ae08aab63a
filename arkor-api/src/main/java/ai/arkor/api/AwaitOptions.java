package ai.arkor.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a run is awaited. Immutable; each method gives a changed copy. */
public final class AwaitOptions {

    public static final AwaitOptions DEFAULT = new AwaitOptions(new Fields());

    private final Fields fields;

    private AwaitOptions(Fields fields) {
        this.fields = fields;
    }

    /** Callbacks for this await, in place of those the run was submitted with. */
    public AwaitOptions callbacks(Callbacks value) {
        return changed(f -> f.callbacks = value);
    }

    /** Ends the await, and not the run, when aborted. */
    public AwaitOptions abortSignal(AbortSignal value) {
        return changed(f -> f.abortSignal = value);
    }

    /** Ends the await, and not the run, with an {@link AwaitTimeoutException} when this much time passed. */
    public AwaitOptions timeout(Duration value) {
        return changed(f -> f.timeout = value);
    }

    /** Where {@code awaitAsync} runs callbacks. */
    public AwaitOptions executor(Executor value) {
        return changed(f -> f.executor = value);
    }

    /** Begins after the event of that id instead of at the first. */
    public AwaitOptions afterEvent(String eventId) {
        return changed(f -> f.afterEvent = eventId);
    }

    /** Told every event before its callback, on the callback's thread; for those who draw progress. */
    public AwaitOptions onEvent(Consumer<TrainingEvent> value) {
        return changed(f -> f.onEvent = value);
    }

    /** Told when the stream is lost and when it is back, on the callback's thread. */
    public AwaitOptions onConnectionChange(Consumer<ConnectionChange> value) {
        return changed(f -> f.onConnectionChange = value);
    }

    /** How to go on when the stream is lost, in place of the client's own policy. Of awaits that share an observation, that of the first holds. */
    public AwaitOptions reconnect(ReconnectPolicy value) {
        return changed(f -> f.reconnect = value);
    }

    /**
     * Records in that file which events were called back for, so that a later await, also of another process, goes on with the next. Whatever kills the
     * process, no event's callback is lost; the one it was killed in is called again, and told so: {@link LogContext#redelivered()} and its likes. So is
     * one that threw. Log events are recorded without a sync of the disk, checkpoints and the last event with one: when the machine loses its power, the
     * callbacks since the last checkpoint may be called again without being told so.
     *
     * <p>The file is made when it is missing, names the run, and is locked during the await. It needs a backend that gives every event an id. Of awaits
     * that share an observation only the one that began it may have one. A {@link Trainer} whose file names a run awaits that run and submits none.
     */
    public AwaitOptions cursor(Path file) {
        return changed(f -> f.cursor = file);
    }

    /** When to give the run up, in place of what it was submitted with. */
    public AwaitOptions earlyStopping(EarlyStopping value) {
        return changed(f -> f.earlyStopping = value);
    }

    public Optional<Callbacks> callbacks() {
        return Optional.ofNullable(fields.callbacks);
    }

    public Optional<AbortSignal> abortSignal() {
        return Optional.ofNullable(fields.abortSignal);
    }

    public Optional<Duration> timeout() {
        return Optional.ofNullable(fields.timeout);
    }

    public Optional<Executor> executor() {
        return Optional.ofNullable(fields.executor);
    }

    public Optional<String> afterEvent() {
        return Optional.ofNullable(fields.afterEvent);
    }

    public Optional<ReconnectPolicy> reconnect() {
        return Optional.ofNullable(fields.reconnect);
    }

    public Optional<Path> cursor() {
        return Optional.ofNullable(fields.cursor);
    }

    public Optional<EarlyStopping> earlyStopping() {
        return Optional.ofNullable(fields.earlyStopping);
    }

    public Consumer<TrainingEvent> onEvent() {
        return fields.onEvent;
    }

    public Consumer<ConnectionChange> onConnectionChange() {
        return fields.onConnectionChange;
    }

    private AwaitOptions changed(Consumer<Fields> change) {
        Fields copy = new Fields(fields);
        change.accept(copy);
        return new AwaitOptions(copy);
    }

    private static final class Fields {
        @Nullable Callbacks callbacks;
        @Nullable AbortSignal abortSignal;
        @Nullable Duration timeout;
        @Nullable Executor executor;
        @Nullable String afterEvent;
        @Nullable ReconnectPolicy reconnect;
        @Nullable Path cursor;
        @Nullable EarlyStopping earlyStopping;
        Consumer<TrainingEvent> onEvent = event -> {};
        Consumer<ConnectionChange> onConnectionChange = change -> {};

        Fields() {}

        Fields(Fields from) {
            callbacks = from.callbacks;
            abortSignal = from.abortSignal;
            timeout = from.timeout;
            executor = from.executor;
            afterEvent = from.afterEvent;
            reconnect = from.reconnect;
            cursor = from.cursor;
            earlyStopping = from.earlyStopping;
            onEvent = from.onEvent;
            onConnectionChange = from.onConnectionChange;
        }
    }
}
