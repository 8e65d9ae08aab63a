package ai.arkor.wire;

import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingEvent.Meta;
import ai.arkor.api.TrainingEvent.TrainingLog;
import ai.arkor.api.TrainingEvent.UnknownEvent;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.api.spi.LogFigures;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads events of a run's stream. Logs, of which there are many, are read without making a tree of them; their JSON is read again when somebody asks for
 * it. Not thread-safe.
 */
public final class EventReader {

    private static final String LOG = "training.log";
    private static final char[] LOG_LETTERS = LOG.toCharArray();

    /** Of the event before, which is likely that of the next. */
    private String jobId = "";
    private char[] jobIdLetters = {};

    /**
     * The event that a JSON text tells of. One that lacks a field of its kind is passed on as unknown.
     *
     * @param data kept by the event
     * @param eventId its position in the stream, or null
     * @return null when it is JSON but no event: no object, or one without a type
     * @throws JsonSyntaxException when it is not JSON
     */
    public @Nullable TrainingEvent read(Utf8 data, @Nullable String eventId) {
        TrainingEvent log = log(data, eventId);
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

    /** Null when it is no log, or none that is as usual; that it is not JSON is then for another to find out. */
    private @Nullable TrainingLog log(Utf8 data, @Nullable String eventId) {
        try (JsonParser parser = JsonReader.parser(data)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? log(parser, data, eventId) : null;
        } catch (JacksonException unusual) {
            return null;
        }
    }

    private @Nullable TrainingLog log(JsonParser parser, Utf8 data, @Nullable String eventId) {
        boolean isLog = false;
        boolean hasStep = false;
        long step = 0;
        String job = "";
        String timestamp = "";
        LogFigures figures = new LogFigures();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "type" -> {
                    isLog = value == JsonToken.VALUE_STRING && is(LOG_LETTERS, parser);
                    if (!isLog) {
                        return null;
                    }
                }
                case "step" -> {
                    hasStep = value == JsonToken.VALUE_NUMBER_INT;
                    step = hasStep ? parser.getLongValue() : 0;
                }
                case "jobId" -> job = value == JsonToken.VALUE_STRING ? jobId(parser) : "";
                case "timestamp" -> timestamp = value == JsonToken.VALUE_STRING ? parser.getString() : "";
                default -> figure(figures, LogFigures.index(name), value, parser);
            }
        }
        if (!isLog || !hasStep || parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
            return null;
        }
        Supplier<JsonObject> json = () -> (JsonObject) Json.parse(data);
        return new TrainingLog(new Meta(LOG, job, timestamp, eventId, json), step, figures);
    }

    private static void figure(LogFigures figures, int index, JsonToken value, JsonParser parser) {
        if (index < 0) {
            parser.skipChildren();
        } else if (value == JsonToken.VALUE_NUMBER_FLOAT || value == JsonToken.VALUE_NUMBER_INT) {
            figures.set(index, parser.getDoubleValue());
        } else if (value == JsonToken.VALUE_STRING) {
            figures.set(index, parser.getString());
        } else {
            figures.clear(index);
            parser.skipChildren();
        }
    }

    private String jobId(JsonParser parser) {
        if (!is(jobIdLetters, parser)) {
            jobId = parser.getString();
            jobIdLetters = jobId.toCharArray();
        }
        return jobId;
    }

    private static boolean is(char[] text, JsonParser parser) {
        int offset = parser.getStringOffset();
        return Arrays.equals(text, 0, text.length, parser.getStringCharacters(), offset, offset + parser.getStringLength());
    }
}
