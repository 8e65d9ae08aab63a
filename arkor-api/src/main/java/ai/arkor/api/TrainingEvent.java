package ai.arkor.api;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonNumber;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.api.json.JsonValue.JsonString;
import ai.arkor.api.spi.LogFigures;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One event of a run's stream. Sealed; a kind of event that this version does not know arrives as {@link UnknownEvent}, and will until a major
 * version gives it a type of its own.
 */
public sealed interface TrainingEvent {

    /** What every event carries. */
    Meta meta();

    /** What every event carries. Immutable; equal to another of the same content. */
    final class Meta {

        private final String type;
        private final String jobId;
        private final String timestamp;
        private final @Nullable String eventId;
        private final Supplier<JsonObject> source;
        private volatile @Nullable JsonObject json;

        /** @param json gives the whole event, when somebody asks for it; asked more than once only by threads that race */
        public Meta(String type, String jobId, String timestamp, @Nullable String eventId, Supplier<JsonObject> json) {
            this.type = type;
            this.jobId = jobId;
            this.timestamp = timestamp;
            this.eventId = eventId;
            this.source = json;
        }

        /** The kind, as the wire names it, for instance {@code training.log}. */
        public String type() {
            return type;
        }

        /** The run's id. */
        public String jobId() {
            return jobId;
        }

        /** When it happened, ISO 8601 as sent. */
        public String timestamp() {
            return timestamp;
        }

        /** The opaque position in the stream, to resume after it; empty when the backend gave none. */
        public Optional<String> eventId() {
            return Optional.ofNullable(eventId);
        }

        /** The whole event as it came. */
        public JsonObject json() {
            JsonObject known = json;
            if (known == null) {
                known = source.get();
                json = known;
            }
            return known;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Meta that && eventId().equals(that.eventId()) && json().equals(that.json());
        }

        @Override
        public int hashCode() {
            return Objects.hash(type, jobId, timestamp, eventId);
        }

        @Override
        public String toString() {
            return "Meta[" + (eventId == null ? "" : "id " + eventId + ", ") + json() + "]";
        }
    }

    /** Training began. {@link Meta#json()} may hold {@code metadata}, such as the number of steps. */
    record TrainingStarted(Meta meta) implements TrainingEvent {
        /** What the backend tells of the run to come, for instance {@code totalSteps}; an empty object when it tells nothing. */
        public JsonObject metadata() {
            return meta.json().object("metadata").orElse(JsonValue.object());
        }
    }

    /** Figures of one optimizer step. Numbers the backend did not send are empty. Immutable; equal to another of the same content. */
    final class TrainingLog implements TrainingEvent {

        private final Meta meta;
        private final long step;
        private final LogFigures figures;

        /** @param figures not changed any more by who gives it */
        public TrainingLog(Meta meta, long step, LogFigures figures) {
            this.meta = meta;
            this.step = step;
            this.figures = figures;
        }

        @Override
        public Meta meta() {
            return meta;
        }

        /** Optimizer steps done, counted from 1. */
        public long step() {
            return step;
        }

        /** Mean cross-entropy per target token, in nats, of the training batches since the last log. */
        public OptionalDouble loss() {
            return figures.get(LogFigures.LOSS);
        }

        /** Mean cross-entropy per target token, in nats, on held-out rows. */
        public OptionalDouble evalLoss() {
            return figures.get(LogFigures.EVAL_LOSS);
        }

        public OptionalDouble learningRate() {
            return figures.get(LogFigures.LEARNING_RATE);
        }

        /** Passes over the training rows, with fraction. */
        public OptionalDouble epoch() {
            return figures.get(LogFigures.EPOCH);
        }

        public OptionalDouble samplesPerSecond() {
            return figures.get(LogFigures.SAMPLES_PER_SECOND);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof TrainingLog that && meta.equals(that.meta);
        }

        @Override
        public int hashCode() {
            return meta.hashCode();
        }

        @Override
        public String toString() {
            return "TrainingLog[" + meta + "]";
        }
    }

    /** An adapter was saved after {@code step} steps. */
    record CheckpointSaved(Meta meta, long step) implements TrainingEvent {
        public List<JsonValue> artifacts() {
            return meta.json().array("artifacts").orElse(List.of());
        }
    }

    /** The run ended well. */
    record TrainingCompleted(Meta meta) implements TrainingEvent {
        public List<JsonValue> artifacts() {
            return meta.json().array("artifacts").orElse(List.of());
        }
    }

    /** The run ended with an error. */
    record TrainingFailed(Meta meta, String error) implements TrainingEvent {}

    /** A kind of event this version does not know; its JSON is in {@link Meta#json()}. */
    record UnknownEvent(Meta meta) implements TrainingEvent {}

    /**
     * The event a JSON object tells of.
     *
     * @param eventId its position in the stream, or null
     * @throws IllegalArgumentException naming the field when a field its kind needs is missing
     */
    static TrainingEvent of(JsonObject json, @Nullable String eventId) {
        String type = json.string("type").orElseThrow(() -> new IllegalArgumentException("An event must have the text field type"));
        Meta meta = new Meta(type, json.string("jobId").orElse(""), json.string("timestamp").orElse(""), eventId, () -> json);
        return switch (type) {
            case "training.started" -> new TrainingStarted(meta);
            case "training.log" -> new TrainingLog(meta, step(json), figures(json));
            case "checkpoint.saved" -> new CheckpointSaved(meta, step(json));
            case "training.completed" -> new TrainingCompleted(meta);
            case "training.failed" -> new TrainingFailed(meta, json.string("error").orElse("the backend gave no reason"));
            default -> new UnknownEvent(meta);
        };
    }

    private static long step(JsonObject json) {
        return json.number("step").orElseThrow(() -> new IllegalArgumentException("An event must have the number field step")).longValue();
    }

    private static LogFigures figures(JsonObject json) {
        LogFigures figures = new LogFigures();
        for (Map.Entry<String, JsonValue> member : json.members().entrySet()) {
            int index = LogFigures.index(member.getKey());
            if (index >= 0 && member.getValue() instanceof JsonNumber number) {
                figures.set(index, number.value().doubleValue());
            } else if (index >= 0 && member.getValue() instanceof JsonString word) {
                figures.set(index, word.value());
            }
        }
        return figures;
    }
}
