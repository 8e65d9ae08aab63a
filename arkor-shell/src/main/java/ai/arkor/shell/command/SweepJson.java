package ai.arkor.shell.command;

import ai.arkor.api.EarlyStopping.Metric;
import ai.arkor.api.SweepResult;
import ai.arkor.api.SweepScore;
import ai.arkor.api.SweepTrial;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.Optional;

/** A sweep for programs. What is not known is left out. */
final class SweepJson {

    private SweepJson() {}

    static JsonObject of(String name, SweepResult result) {
        JsonObject json = JsonValue.object()
                .with("name", JsonValue.of(name))
                .with("metric", JsonValue.of(result.metric() == Metric.LOSS ? "loss" : "evalLoss"))
                .with("trials", new JsonArray(result.trials().stream().<JsonValue>map(SweepJson::trial).toList()));
        return json.with("best", result.best().<JsonValue>map(SweepJson::best).orElse(JsonValue.NULL));
    }

    private static JsonObject best(SweepTrial trial) {
        JsonObject json = JsonValue.object().with("number", JsonValue.of(trial.number()));
        json = json.with("reference", JsonValue.of(trial.run().orElseThrow().reference().toString()));
        return trial.model().orElseThrow() instanceof ModelRef.Checkpoint checkpoint ? json.with("step", JsonValue.of(checkpoint.step())) : json;
    }

    private static JsonObject trial(SweepTrial trial) {
        JsonObject json = JsonValue.object()
                .with("number", JsonValue.of(trial.number()))
                .with("name", JsonValue.of(trial.config().name()))
                .with("settings", new JsonObject(trial.settings()));
        if (trial.run().isPresent()) {
            json = json.with("id", JsonValue.of(trial.run().get().jobId())).with("reference", JsonValue.of(trial.run().get().reference().toString()))
                    .with("status", JsonValue.of(trial.result().map(ended -> ended.status()).orElseGet(() -> trial.run().get().job().status()).raw()));
        }
        json = with(json, "loss", trial.score(Metric.LOSS));
        json = with(json, "evalLoss", trial.score(Metric.EVAL_LOSS));
        json = json.with("checkpoints", new JsonArray(trial.checkpoints().stream().map(JsonValue::of).toList()));
        Optional<String> error = trial.failure().map(failure -> failure.getMessage() == null ? failure.toString() : failure.getMessage())
                .or(() -> trial.result().flatMap(ended -> ended.job().error()));
        return error.isPresent() ? json.with("error", JsonValue.of(error.get())) : json;
    }

    private static JsonObject with(JsonObject json, String field, Optional<SweepScore> score) {
        return score.isEmpty() ? json : json.with(field, JsonValue.object()
                .with("value", number(score.get().value())).with("step", JsonValue.of(score.get().step())).with("last", number(score.get().last())));
    }

    /** JSON has no numbers that are not finite, so that they go as words, as in events. */
    private static JsonValue number(double value) {
        return Double.isFinite(value) ? JsonValue.of(value) : JsonValue.of(Double.toString(value));
    }
}
