package ai.arkor.wire;

import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingEvent.Meta;
import ai.arkor.api.TrainingEvent.UnknownEvent;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads events of a run's stream. Logs, of which there are many, are read without making a tree of them; their JSON is read when somebody asks for it. Not
 * thread-safe.
 */
public final class EventReader {

    private final LogScanner logs = new LogScanner();

    /**
     * The event that a JSON text tells of. One that lacks a field of its kind is passed on as unknown.
     *
     * @param data kept by the event
     * @param eventId its position in the stream, or null
     * @return null when it is JSON but no event: no object, or one without a type
     * @throws JsonSyntaxException when it is not JSON
     */
    public @Nullable TrainingEvent read(Utf8 data, @Nullable String eventId) {
        TrainingEvent log = logs.read(data, eventId);
        return log != null ? log : other(data, eventId);
    }

    private static @Nullable TrainingEvent other(Utf8 data, @Nullable String eventId) {
        if (!(Json.parse(data) instanceof JsonObject json)) {
            return null;
        }
        Optional<String> type = json.string("type");
        if (type.isEmpty()) {
            return null;
        }
        try {
            return TrainingEvent.of(json, eventId);
        } catch (IllegalArgumentException incomplete) {
            return new UnknownEvent(new Meta(type.get(), json.string("jobId").orElse(""), json.string("timestamp").orElse(""), eventId, () -> json));
        }
    }
}
