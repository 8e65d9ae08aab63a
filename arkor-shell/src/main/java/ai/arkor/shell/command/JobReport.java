package ai.arkor.shell.command;

import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingEvent.CheckpointSaved;
import ai.arkor.api.TrainingEvent.TrainingCompleted;
import ai.arkor.api.TrainingEvent.TrainingLog;
import ai.arkor.api.TrainingEvent.TrainingStarted;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.api.json.JsonValue.JsonString;
import ai.arkor.shell.progress.Spans;
import ai.arkor.shell.progress.Tellings;
import ai.arkor.shell.terminal.Cells;
import ai.arkor.shell.terminal.Style;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything about one run, put together from its job and its events. Not thread-safe. */
final class JobReport {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** The last figures said; a value the backend said as null stays null, and one it never said too. */
    private static final List<String> FIGURES = List.of("step", "epoch", "loss", "evalLoss", "learningRate", "samplesPerSecond");

    private final TrainingRun run;
    private final TrainingJob job;
    private JsonObject metadata = JsonValue.object();
    private JsonObject figures = JsonValue.object();
    private final List<CheckpointSaved> checkpoints = new ArrayList<>();
    private List<JsonValue> artifacts = List.of();

    JobReport(TrainingRun run, TrainingJob job) {
        this.run = run;
        this.job = job;
        FIGURES.forEach(name -> figures = figures.with(name, JsonValue.NULL));
    }

    void hear(TrainingEvent event) {
        if (event instanceof TrainingStarted started) {
            metadata = started.metadata();
        } else if (event instanceof TrainingLog log) {
            JsonObject json = log.meta().json();
            FIGURES.forEach(name -> json.get(name).filter(value -> value != JsonValue.NULL).ifPresent(value -> figures = figures.with(name, value)));
        } else if (event instanceof CheckpointSaved saved) {
            checkpoints.add(saved);
        } else if (event instanceof TrainingCompleted completed) {
            artifacts = completed.artifacts();
        }
    }

    JsonObject json() {
        return RunJson.of(run, job)
                .with("progress", figures.with("totalSteps", metadata.get("totalSteps").orElse(JsonValue.NULL)))
                .with("checkpoints", new JsonArray(checkpoints.stream().<JsonValue>map(JobReport::json).toList()))
                .with("artifacts", new JsonArray(artifacts))
                .with("config", job.config())
                .with("metadata", metadata);
    }

    private static JsonObject json(CheckpointSaved saved) {
        return JsonValue.object()
                .with("step", JsonValue.of(saved.step()))
                .with("savedAt", JsonValue.of(saved.meta().timestamp()))
                .with("artifacts", new JsonArray(saved.artifacts()));
    }

    /** @param program how the user calls this program, with a space after it, or empty at the prompt */
    List<String> lines(Style style, String program) {
        List<String> lines = new ArrayList<>();
        lines.add(style.strong(Cells.clean(job.name())) + "  " + JobTable.coloured(Cells.clean(job.status().raw()), style));
        field(lines, "run", run.jobId());
        field(lines, "reference", run.reference().toString());
        job.config().string("model").ifPresent(model -> field(lines, "model", model));
        job.createdAt().ifPresent(at -> field(lines, "created", time(at)));
        job.startedAt().ifPresent(at -> field(lines, "started", time(at)));
        job.completedAt().ifPresent(at -> field(lines, "ended", time(at) + job.startedAt().map(from -> ", after " + Spans.text(Duration.between(from, at))).orElse("")));
        progress().ifPresent(text -> field(lines, "progress", text));
        job.error().ifPresent(error -> field(lines, "error", error));
        list(lines, "checkpoints", checkpoints.stream().map(saved -> "step " + saved.step() + Tellings.place(saved.artifacts()).map(at -> "  " + at).orElse("")).toList());
        Tellings.place(artifacts).ifPresent(at -> field(lines, "adapter", at));
        list(lines, "config", job.config().members().entrySet().stream().filter(member -> !member.getKey().equals("model"))
                .map(member -> member.getKey() + " " + plain(member.getValue())).toList());
        list(lines, "next", next(program));
        return lines;
    }

    private List<String> next(String program) {
        List<String> commands = new ArrayList<>();
        String id = run.jobId();
        if (!job.status().isTerminal()) {
            commands.add(program + "attach " + id);
            commands.add(program + "cancel " + id);
        }
        if (!artifacts.isEmpty()) {
            commands.add(program + "chat --run " + id + " \"PROMPT\"");
        } else if (!checkpoints.isEmpty()) {
            commands.add(program + "chat --run " + id + "@" + checkpoints.get(checkpoints.size() - 1).step() + " \"PROMPT\"");
        }
        if (job.status().isTerminal()) {
            commands.add(program + "logs " + id);
        }
        return commands;
    }

    private Optional<String> progress() {
        Optional<String> step = figures.number("step").map(n -> "step " + n.toPlainString() + metadata.number("totalSteps").map(all -> "/" + all.toPlainString()).orElse(""));
        String rest = FIGURES.stream().filter(name -> !name.equals("step")).filter(name -> figures.get(name).orElse(JsonValue.NULL) != JsonValue.NULL)
                .map(name -> ", " + name + " " + plain(figures.get(name).orElseThrow())).collect(Collectors.joining());
        return step.map(text -> text + rest);
    }

    private static void field(List<String> lines, String name, String value) {
        lines.add(String.format("  %-12s %s", name, Cells.clean(value)));
    }

    private static void list(List<String> lines, String name, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            field(lines, i == 0 ? name : "", values.get(i));
        }
    }

    private static String plain(JsonValue value) {
        return value instanceof JsonString text ? text.value() : value.toString();
    }

    private static String time(Instant at) {
        return TIME.format(at.atZone(ZoneId.systemDefault()));
    }
}
