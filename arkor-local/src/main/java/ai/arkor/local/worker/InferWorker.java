package ai.arkor.local.worker;

import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.wire.Json;
import ai.arkor.wire.JsonSyntaxException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;

/**
 * The inference worker's process. Questions come on its standard input and pieces of answers go out on its standard output, one line of JSON each,
 * many questions in flight at once. It ends when its standard input closes.
 */
public final class InferWorker {

    private InferWorker() {}

    public static void main(String[] arguments) throws Exception {
        Answers answers = new Answers(System.out);
        // Whatever a library prints must not get between the answers.
        System.setOut(System.err);
        Lanes lanes = new Lanes(Runtime.getRuntime().availableProcessors(), answers);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line;
        while ((line = lines.readLine()) != null) {
            take(line, lanes);
        }
    }

    private static void take(String line, Lanes lanes) {
        try {
            JsonObject json = Json.parseObject(line);
            long id = json.number("id").orElseThrow().longValue();
            if (json.string("op").orElse("").equals("cancel")) {
                lanes.cancel(id);
            } else {
                lanes.take(Task.of(id, json));
            }
        } catch (JsonSyntaxException | IllegalArgumentException | NoSuchElementException e) {
            System.err.println("Not a question: " + e.getMessage());
        }
    }
}
