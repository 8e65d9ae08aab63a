package ai.arkor.local.worker;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.engine.train.StepLog;
import ai.arkor.wire.Json;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;

/** Tells the backend of a run: one line of JSON for each event. */
final class Events {

    private static final int SIGNIFICANT_DIGITS = 6;

    private final PrintStream out;

    Events(OutputStream out) {
        this.out = new PrintStream(out, true);
    }

    void started(JsonObject metadata) {
        tell(event("training.started").with("metadata", metadata));
    }

    void logged(StepLog log) {
        tell(event("training.log")
                .with("step", JsonValue.of(log.step()))
                .with("loss", number(log.loss()))
                .with("learningRate", number(log.learningRate()))
                .with("epoch", number(log.epoch()))
                .with("samplesPerSecond", number(log.samplesPerSecond()))
                .with("tokensPerSecond", number(log.tokensPerSecond())));
    }

    void evaluated(long step, double loss) {
        tell(event("training.log").with("step", JsonValue.of(step)).with("evalLoss", number(loss)));
    }

    void saved(long step, Path adapter) {
        tell(event("checkpoint.saved").with("step", JsonValue.of(step)).with("artifacts", artifacts(adapter)));
    }

    void completed(Path adapter) {
        tell(event("training.completed").with("artifacts", artifacts(adapter)));
    }

    void failed(String error) {
        tell(event("training.failed").with("error", JsonValue.of(error)));
    }

    private static JsonObject event(String type) {
        return JsonValue.object().with("type", JsonValue.of(type));
    }

    private static JsonValue artifacts(Path adapter) {
        return JsonValue.array(JsonValue.object().with("pathname", JsonValue.of(adapter.toString())).with("kind", JsonValue.of("adapter")));
    }

    /** Rounded to what the figure is worth; JSON has no word for what is not finite, so that is null. */
    private static JsonValue number(double value) {
        return Double.isFinite(value)
                ? new JsonValue.JsonNumber(BigDecimal.valueOf(value).round(new MathContext(SIGNIFICANT_DIGITS)))
                : JsonValue.NULL;
    }

    private void tell(JsonObject event) {
        byte[] line = Json.write(event);
        out.write(line, 0, line.length);
        out.write('\n');
        out.flush();
    }
}
