package ai.arkor.shell.backend;

import ai.arkor.api.TrainingEvent;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.time.Instant;

/** Events of a run that began at a fixed time. */
public final class Events {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private Events() {}

    public static TrainingEvent startedUnknown() {
        return of("training.started", 0, JsonValue.object());
    }

    public static TrainingEvent started(int steps) {
        return of("training.started", 0, JsonValue.object().with("metadata",
                JsonValue.object().with("baseModel", JsonValue.of("arkor-tiny")).with("totalSteps", JsonValue.of(steps))));
    }

    /** A log with loss 2. */
    public static TrainingEvent log(int step, long millis) {
        return of("training.log", millis, logged(step));
    }

    public static TrainingEvent log(int step, long millis, double evalLoss) {
        return of("training.log", millis, logged(step).with("evalLoss", JsonValue.of(evalLoss)));
    }

    public static TrainingEvent checkpoint(int step) {
        return of("checkpoint.saved", 0, JsonValue.object().with("step", JsonValue.of(step)));
    }

    public static TrainingEvent failed(String error) {
        return of("training.failed", 0, JsonValue.object().with("error", JsonValue.of(error)));
    }

    /** The same event at that place of the stream. */
    public static TrainingEvent at(String id, TrainingEvent event) {
        return TrainingEvent.of(event.meta().json(), id);
    }

    private static JsonObject logged(int step) {
        return JsonValue.object().with("step", JsonValue.of(step)).with("loss", JsonValue.of(2.0));
    }

    private static TrainingEvent of(String type, long millis, JsonObject fields) {
        return TrainingEvent.of(fields.with("type", JsonValue.of(type)).with("timestamp", JsonValue.of(START.plusMillis(millis).toString())), null);
    }
}
