package ai.arkor.api;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonNumber;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.api.json.JsonValue.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One event of a run's stream. Sealed; a kind of event that this version does not know arrives as {@link UnknownEvent}, and will until a major
 * version gives it a type of its own.
 */
public sealed interface TrainingEvent {

    /** What every event carries. */
    Meta meta();

    /**
     * What every event carries.
     *
     * @param type the kind, as the wire names it, for instance {@code training.log}
     * @param jobId the run's id
     * @param timestamp when it happened, ISO 8601 as sent
     * @param eventId the opaque position in the stream, to resume after it; empty when the backend gave none
     * @param json the whole event as it came
     */
    record Meta(String type, String jobId, String timestamp, Optional<String> eventId, JsonObject json) {}

    /** Training began. {@link Meta#json()} may hold {@code metadata}, such as the number of steps. */
    record TrainingStarted(Meta meta) implements TrainingEvent {
        /** What the backend tells of the run to come, for instance {@code totalSteps}; an empty object when it tells nothing. */
        public JsonObject metadata() {
            return meta.json().object("metadata").orElse(JsonValue.object());
        }
    }

    /** Figures of one optimizer step. Numbers the backend did not send are empty. */
    record TrainingLog(Meta meta, long step) implements TrainingEvent {
        /** Mean cross-entropy per target token, in nats, of the training batches since the last log. */
        public OptionalDouble loss() {
            return number("loss");
        }

        /** Mean cross-entropy per target token, in nats, on held-out rows. */
        public OptionalDouble evalLoss() {
            return number("evalLoss");
        }

        public OptionalDouble learningRate() {
            return number("learningRate");
        }

        /** Passes over the training rows, with fraction. */
        public OptionalDouble epoch() {
            return number("epoch");
        }

        public OptionalDouble samplesPerSecond() {
            return number("samplesPerSecond");
        }

        private OptionalDouble number(String name) {
            Optional<JsonValue> value = meta.json().get(name);
            if (value.isPresent() && value.get() instanceof JsonNumber number) {
                return OptionalDouble.of(number.value().doubleValue());
            }
            return value.isPresent() && value.get() instanceof JsonString word ? notFinite(word.value()) : OptionalDouble.empty();
        }

        /** JSON has no such numbers, so that backends tell them in words. */
        private static OptionalDouble notFinite(String word) {
            return switch (word) {
                case "NaN" -> OptionalDouble.of(Double.NaN);
                case "Infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
                case "-Infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
                default -> OptionalDouble.empty();
            };
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
        Meta meta = new Meta(type, json.string("jobId").orElse(""), json.string("timestamp").orElse(""), Optional.ofNullable(eventId), json);
        return switch (type) {
            case "training.started" -> new TrainingStarted(meta);
            case "training.log" -> new TrainingLog(meta, step(json));
            case "checkpoint.saved" -> new CheckpointSaved(meta, step(json));
            case "training.completed" -> new TrainingCompleted(meta);
            case "training.failed" -> new TrainingFailed(meta, json.string("error").orElse("the backend gave no reason"));
            default -> new UnknownEvent(meta);
        };
    }

    private static long step(JsonObject json) {
        return json.number("step").orElseThrow(() -> new IllegalArgumentException("An event must have the number field step")).longValue();
    }
}
