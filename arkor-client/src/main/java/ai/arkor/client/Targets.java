package ai.arkor.client;

import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;

/** Spells the model that a deployment serves. */
final class Targets {

    private Targets() {}

    /** @throws IllegalArgumentException naming the field that is certainly wrong */
    static JsonObject write(ModelRef target) {
        if (target instanceof ModelRef.Base base) {
            return JsonValue.object().with("kind", JsonValue.of("base_model")).with("baseModel", text("target.baseModel", base.name()));
        }
        return JsonValue.object().with("kind", JsonValue.of("adapter")).with("adapter", adapter(target));
    }

    private static JsonObject adapter(ModelRef target) {
        if (target instanceof ModelRef.Checkpoint checkpoint) {
            if (checkpoint.step() < 0) {
                throw new IllegalArgumentException("target.adapter.step must be 0 or more, not " + checkpoint.step());
            }
            return JsonValue.object().with("kind", JsonValue.of("checkpoint")).with("jobId", jobId(checkpoint.jobId()))
                    .with("step", JsonValue.of(checkpoint.step()));
        }
        return JsonValue.object().with("kind", JsonValue.of("final")).with("jobId", jobId(((ModelRef.FinalAdapter) target).jobId()));
    }

    private static JsonValue jobId(String value) {
        return text("target.adapter.jobId", value);
    }

    private static JsonValue text(String field, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + " must not be blank");
        }
        return JsonValue.of(value);
    }

    /** @throws IllegalArgumentException when it is none of those there are */
    static ModelRef read(JsonObject json) {
        Fields target = new Fields("deployment's target", json);
        String kind = target.text("kind");
        return switch (kind) {
            case "base_model" -> ModelRef.base(target.text("baseModel"));
            case "adapter" -> readAdapter(new Fields("deployment's adapter", target.object("adapter")));
            default -> throw target.wrong("has the kind adapter or base_model, not " + kind);
        };
    }

    private static ModelRef readAdapter(Fields adapter) {
        String kind = adapter.text("kind");
        return switch (kind) {
            case "final" -> ModelRef.finalAdapter(adapter.text("jobId"));
            case "checkpoint" -> ModelRef.checkpoint(adapter.text("jobId"),
                    adapter.json().number("step").orElseThrow(() -> adapter.wrong("of the kind checkpoint must have the number step")).longValue());
            default -> throw adapter.wrong("has the kind final or checkpoint, not " + kind);
        };
    }
}
