package ai.arkor.shell.command;

import ai.arkor.api.EarlyStopping.Metric;
import ai.arkor.api.SweepResult;
import ai.arkor.api.SweepScore;
import ai.arkor.api.SweepTrial;
import ai.arkor.api.TrainingRun;
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
        return JsonValue.object()
                .with("number", JsonValue.of(trial.number()))
                .with("reference", JsonValue.of(trial.run().orElseThrow().reference().toString()))
                .with("step", trial.model().orElseThrow() instanceof ModelRef.Checkpoint checkpoint ? JsonValue.of(checkpoint.step()) : JsonValue.NULL);
    }

    private static JsonObject trial(SweepTrial trial) {
        Optional<String> status = trial.result().map(ended -> ended.status().raw()).or(() -> trial.run().map(run -> run.job().status().raw()));
        Optional<String> error = trial.failure().map(failure -> failure.getMessage() == null ? failure.toString() : failure.getMessage())
                .or(() -> trial.result().flatMap(ended -> ended.job().error()));
        return JsonValue.object()
                .with("number", JsonValue.of(trial.number()))
                .with("name", JsonValue.of(trial.config().name()))
                .with("settings", new JsonObject(trial.settings()))
                .with("jobId", RunJson.text(trial.run().map(TrainingRun::jobId)))
                .with("reference", RunJson.text(trial.run().map(run -> run.reference().toString())))
                .with("status", RunJson.text(status))
                .with("loss", score(trial.score(Metric.LOSS)))
                .with("evalLoss", score(trial.score(Metric.EVAL_LOSS)))
                .with("checkpoints", new JsonArray(trial.checkpoints().stream().map(JsonValue::of).toList()))
                .with("error", RunJson.text(error));
    }

    private static JsonValue score(Optional<SweepScore> score) {
        return score.<JsonValue>map(known -> JsonValue.object()
                .with("value", number(known.value())).with("step", JsonValue.of(known.step())).with("last", number(known.last()))).orElse(JsonValue.NULL);
    }

    /** JSON has no numbers that are not finite, so that they go as words, as in events. */
    private static JsonValue number(double value) {
        return Double.isFinite(value) ? JsonValue.of(value) : JsonValue.of(Double.toString(value));
    }
}
