package ai.arkor.api;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a run's events are pulled or published. Immutable; each method gives a changed copy. */
public final class EventOptions {

    /** Every event from the first, by the client's own {@link ReconnectPolicy}. */
    public static final EventOptions DEFAULT = new EventOptions(null, change -> {}, null);

    private final @Nullable String afterEvent;
    private final Consumer<ConnectionChange> onConnectionChange;
    private final @Nullable ReconnectPolicy reconnect;

    private EventOptions(@Nullable String afterEvent, Consumer<ConnectionChange> onConnectionChange, @Nullable ReconnectPolicy reconnect) {
        this.afterEvent = afterEvent;
        this.onConnectionChange = onConnectionChange;
        this.reconnect = reconnect;
    }

    /** Begins after the event of that id instead of at the first. */
    public EventOptions afterEvent(String eventId) {
        return new EventOptions(eventId, onConnectionChange, reconnect);
    }

    /** Told when the stream is lost and when it is back, in order with the events, on the thread that is given them. */
    public EventOptions onConnectionChange(Consumer<ConnectionChange> value) {
        return new EventOptions(afterEvent, value, reconnect);
    }

    /** In place of the client's own policy. */
    public EventOptions reconnect(ReconnectPolicy value) {
        return new EventOptions(afterEvent, onConnectionChange, value);
    }

    public Optional<String> afterEvent() {
        return Optional.ofNullable(afterEvent);
    }

    public Consumer<ConnectionChange> onConnectionChange() {
        return onConnectionChange;
    }

    public Optional<ReconnectPolicy> reconnect() {
        return Optional.ofNullable(reconnect);
    }
}
