package ai.arkor.local.backend.chat;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.backend.launch.WorkerCommands;
import ai.arkor.local.backend.runs.WorkerDeath;
import ai.arkor.wire.Json;
import ai.arkor.wire.JsonSyntaxException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One inference worker: many questions in flight over one pair of pipes, told apart by their ids. Thread-safe. */
final class InferProcess {

    private static final Logger log = LoggerFactory.getLogger(InferProcess.class);
    private static final long SECONDS_TO_LEAVE = 5;

    private final Process process;
    private final OutputStream questions;
    private final Path logFile;
    private final Object lock = new Object();
    private final Map<Long, Answer> open = new HashMap<>();
    private long lastId;
    private boolean ended;

    private InferProcess(Process process, Path logFile) {
        this.process = process;
        this.questions = process.getOutputStream();
        this.logFile = logFile;
    }

    static InferProcess start(WorkerCommands commands, Path logFile) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(commands.infer()).redirectError(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
        builder.environment().putAll(commands.environment());
        InferProcess worker = new InferProcess(builder.start(), logFile);
        Thread reader = new Thread(worker::read, "arkor-inference");
        reader.setDaemon(true);
        reader.start();
        return worker;
    }

    /** The answer to come. When the worker is gone, the answer says so. */
    Answer ask(Question question) {
        Answer answer;
        synchronized (lock) {
            answer = new Answer(++lastId, this);
            if (ended) {
                answer.add(new Piece.Failed(true, "The inference worker is gone; ask again."));
                return answer;
            }
            open.put(lastId, answer);
            write(question.toJson(lastId));
        }
        return answer;
    }

    void cancel(long id) {
        synchronized (lock) {
            if (!ended && open.containsKey(id)) {
                write(JsonValue.object().with("op", JsonValue.of("cancel")).with("id", JsonValue.of(id)));
            }
        }
    }

    /** A broken pipe needs no word here: the reader sees the worker's end and tells everyone who waits. */
    private void write(JsonObject line) {
        try {
            questions.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            questions.flush();
        } catch (IOException gone) {
            log.debug("The inference worker takes no more questions", gone);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = lines.readLine()) != null) {
                take(line);
            }
        } catch (IOException broken) {
            log.debug("The inference worker's output broke off", broken);
        }
        end();
    }

    private void take(String line) {
        JsonObject json;
        try {
            json = Json.parseObject(line);
        } catch (JsonSyntaxException notAnAnswer) {
            log.info("Inference worker: {}", line);
            return;
        }
        long id = json.number("id").map(Number::longValue).orElse(0L);
        synchronized (lock) {
            Answer answer = open.get(id);
            if (answer == null) {
                return;
            }
            json.string("delta").ifPresent(text -> answer.add(new Piece.Delta(text)));
            json.string("error").ifPresent(problem -> finish(id, answer, new Piece.Failed(false, problem)));
            if (json.get("done").isPresent()) {
                finish(id, answer, new Piece.Done(json.string("finishReason").orElse("stop"), count(json, "promptTokens"), count(json, "completionTokens")));
            }
        }
    }

    private void finish(long id, Answer answer, Piece last) {
        open.remove(id);
        answer.add(last);
    }

    private static long count(JsonObject json, String field) {
        return json.number(field).map(Number::longValue).orElse(0L);
    }

    private void end() {
        String problem = "The inference worker " + WorkerDeath.describe(exitStatus(), logFile);
        synchronized (lock) {
            ended = true;
            open.forEach((id, answer) -> answer.add(new Piece.Failed(true, problem)));
            open.clear();
        }
    }

    private int exitStatus() {
        try {
            if (!process.waitFor(SECONDS_TO_LEAVE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    boolean isUsable() {
        synchronized (lock) {
            return !ended;
        }
    }

    int inFlight() {
        synchronized (lock) {
            return open.size();
        }
    }

    /** Ends the worker; what is in flight fails. */
    void kill() {
        synchronized (lock) {
            ended = true;
        }
        process.destroyForcibly();
    }
}
