package ai.arkor.shell.progress;

import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingEvent.CheckpointSaved;
import ai.arkor.api.TrainingEvent.TrainingCompleted;
import ai.arkor.api.TrainingEvent.TrainingFailed;
import ai.arkor.api.TrainingEvent.TrainingLog;
import ai.arkor.api.TrainingEvent.TrainingStarted;
import ai.arkor.api.json.JsonValue;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** An event as a line for people: when, and what. */
public final class EventLine {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private EventLine() {}

    /** @param zone of the time, which is as it came when it is not of ISO 8601 */
    public static String of(TrainingEvent event, ZoneId zone) {
        String time = Figures.time(event).map(at -> TIME.format(at.atZone(zone))).orElse(event.meta().timestamp());
        return (time.isEmpty() ? "" : time + "  ") + what(event);
    }

    private static String what(TrainingEvent event) {
        if (event instanceof TrainingStarted started) {
            return Tellings.started(started);
        }
        if (event instanceof TrainingLog log) {
            return "step " + log.step() + figure("loss", log.loss()) + figure("eval loss", log.evalLoss()) + figure("lr", log.learningRate())
                    + figure("epoch", log.epoch()) + figure("samples/s", log.samplesPerSecond());
        }
        if (event instanceof CheckpointSaved saved) {
            return "checkpoint at step " + saved.step() + place(saved.artifacts());
        }
        if (event instanceof TrainingCompleted completed) {
            return "completed" + place(completed.artifacts());
        }
        return event instanceof TrainingFailed failed ? "failed: " + failed.error() : event.meta().type() + " " + event.meta().json();
    }

    private static String figure(String name, OptionalDouble value) {
        return value.isPresent() ? "  " + name + " " + Figures.number(value.getAsDouble()) : "";
    }

    private static String place(List<JsonValue> artifacts) {
        return Tellings.place(artifacts).map(place -> ": " + place).orElse("");
    }
}
