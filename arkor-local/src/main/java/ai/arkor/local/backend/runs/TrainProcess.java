package ai.arkor.local.backend.runs;

import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.job.JobFolder;
import ai.arkor.local.backend.launch.WorkerCommands;
import ai.arkor.wire.Json;
import ai.arkor.wire.JsonSyntaxException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One training worker. Its standard input is its lifeline: it stops at the next step when that closes, so a worker never outlives its backend for
 * long.
 */
final class TrainProcess {

    private static final Set<String> TERMINAL = Set.of("training.completed", "training.failed");
    private static final Set<String> EVENTS = Set.of("training.started", "training.log", "checkpoint.saved", "training.completed", "training.failed");
    private static final long SECONDS_TO_LEAVE = 10;

    private final JobFolder folder;
    private final Process process;

    private TrainProcess(JobFolder folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    static TrainProcess start(JobFolder folder, WorkerCommands commands) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(commands.train(folder))
                .directory(folder.path().toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(folder.log().toFile()));
        builder.environment().putAll(commands.environment());
        return new TrainProcess(folder, builder.start());
    }

    /**
     * Hands every event to {@code events} until the worker is gone.
     *
     * @return the exit status, or empty when the worker told the end of its run itself
     */
    Optional<Integer> relay(Consumer<JsonObject> events) throws IOException, InterruptedException {
        boolean ended = false;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8); OutputStream lifeline = process.getOutputStream()) {
            String line;
            while (!ended && (line = lines.readLine()) != null) {
                Optional<JsonObject> event = event(line);
                if (event.isPresent()) {
                    events.accept(event.get());
                    ended = TERMINAL.contains(event.get().string("type").orElse(""));
                } else {
                    log(line);
                }
            }
            lifeline.flush();
        } catch (IOException | RuntimeException e) {
            kill();
            throw e;
        }
        if (!process.waitFor(SECONDS_TO_LEAVE, TimeUnit.SECONDS)) {
            kill();
        }
        int status = process.waitFor();
        return ended ? Optional.empty() : Optional.of(status);
    }

    private static Optional<JsonObject> event(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            JsonObject json = Json.parseObject(line);
            return json.string("type").filter(EVENTS::contains).map(type -> json);
        } catch (JsonSyntaxException notAnEvent) {
            return Optional.empty();
        }
    }

    private void log(String line) throws IOException {
        Files.writeString(folder.log(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void kill() {
        process.destroyForcibly();
    }
}
