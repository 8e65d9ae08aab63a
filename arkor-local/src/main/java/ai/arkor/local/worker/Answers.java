package ai.arkor.local.worker;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.wire.Json;
import java.io.OutputStream;
import java.io.PrintStream;

/** Writes pieces of answers, one line each. Thread-safe. */
final class Answers {

    private final PrintStream out;

    Answers(OutputStream out) {
        this.out = new PrintStream(out, true);
    }

    void delta(long id, String text) {
        tell(of(id).with("delta", JsonValue.of(text)));
    }

    void done(long id, String finishReason, long promptTokens, long completionTokens) {
        tell(of(id).with("done", JsonValue.of(true))
                .with("finishReason", JsonValue.of(finishReason))
                .with("promptTokens", JsonValue.of(promptTokens))
                .with("completionTokens", JsonValue.of(completionTokens)));
    }

    void error(long id, String problem) {
        tell(of(id).with("error", JsonValue.of(problem)));
    }

    private static JsonObject of(long id) {
        return JsonValue.object().with("id", JsonValue.of(id));
    }

    private synchronized void tell(JsonObject piece) {
        byte[] line = Json.write(piece);
        out.write(line, 0, line.length);
        out.write('\n');
        out.flush();
    }
}
