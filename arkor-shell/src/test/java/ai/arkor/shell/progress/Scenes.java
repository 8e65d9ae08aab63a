package ai.arkor.shell.progress;

import ai.arkor.api.ConnectionChange;
import ai.arkor.api.JobStatus;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Runs at moments worth drawing. The losses are those of a formula and of a seeded generator. */
final class Scenes {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final int STEP_MILLIS = 420;
    private static final int SEED = 7;

    /** The moment the scenes are drawn at. */
    static final long NOW = Duration.ofHours(1).toNanos();

    private final RunState run;
    private final Random noise = new Random(SEED);
    private final int total;
    private final long heardAt;
    private int step;

    private Scenes(String name, int total, Duration silence) {
        run = new RunState(name, "3f9c2a1b-77e0-4d55", "embedded", "arkor-tiny", JobStatus.QUEUED);
        this.total = total;
        heardAt = NOW - silence.toNanos();
    }

    /** By their names, made when asked for. */
    static Map<String, Supplier<RunState>> all() {
        Map<String, Supplier<RunState>> scenes = new LinkedHashMap<>();
        scenes.put("queued", () -> new Scenes("triage-bot-v1", 200, Duration.ZERO).run);
        scenes.put("early", () -> begun().to(3).run);
        scenes.put("mid", () -> mid().run);
        scenes.put("late", () -> begun().to(199).run);
        scenes.put("completed", Scenes::completed);
        scenes.put("failed", Scenes::failed);
        scenes.put("cancelled", Scenes::cancelled);
        scenes.put("reconnecting", Scenes::reconnecting);
        scenes.put("silent", () -> new Scenes("triage-bot-v1", 200, Duration.ofSeconds(95)).begin().to(40).run);
        scenes.put("thousands", () -> new Scenes("pretrain-xl", 40_000, Duration.ZERO).begin().to(31_000).run);
        scenes.put("constant", Scenes::constant);
        scenes.put("diverged", Scenes::diverged);
        scenes.put("unknown-length", Scenes::unknownLength);
        scenes.put("hostile", () -> new Scenes("evil\033[2J\033]0;owned\007 名前🚀 \u202ename that goes on and on and on and on and on", 200, Duration.ZERO).begin().to(60).run);
        return scenes;
    }

    static Scenes mid() {
        return begun().to(94);
    }

    private static Scenes begun() {
        return new Scenes("triage-bot-v1", 200, Duration.ofSeconds(1)).begin();
    }

    private Scenes begin() {
        return hear("training.started", JsonValue.object().with("metadata", JsonValue.object().with("baseModel", JsonValue.of("arkor-tiny"))
                .with("totalSteps", JsonValue.of(total)).with("trainRows", JsonValue.of(240)).with("evalRows", JsonValue.of(24))
                .with("epochs", JsonValue.of(3)).with("trainableParameters", JsonValue.of(24_576))));
    }

    /** Logs each step, evaluates each twentieth part and saves each fourth. */
    private Scenes to(int last) {
        int each = Math.max(1, total / 20);
        while (step < last) {
            step++;
            double trend = 0.6 + 3.4 * Math.exp(-6.0 * step / total);
            log(trend + 0.18 * noise.nextGaussian() * trend / 2);
            if (step % each == 0) {
                hear("training.log", step().with("evalLoss", number(trend + 0.15 + 0.4 * step / total)));
            }
            if (step % (each * 5) == 0) {
                hear("checkpoint.saved", step());
            }
        }
        return this;
    }

    private void log(double loss) {
        hear("training.log", step().with("loss", number(loss)).with("learningRate", number(2e-4 * (1 - (double) step / (total + 1))))
                .with("epoch", number(3.0 * step / total)));
    }

    private static JsonValue number(double value) {
        return Double.isFinite(value) ? JsonValue.of(Math.round(value * 1e7) / 1e7) : JsonValue.of(Double.toString(value));
    }

    private JsonObject step() {
        return JsonValue.object().with("step", JsonValue.of(step));
    }

    private Scenes hear(String type, JsonObject fields) {
        JsonObject event = fields.with("type", JsonValue.of(type)).with("timestamp", JsonValue.of(START.plusMillis((long) step * STEP_MILLIS).toString()));
        run.hear(TrainingEvent.of(event, null), heardAt);
        return this;
    }

    private Scenes end(JobStatus status, String error) {
        JsonObject job = JsonValue.object().with("id", JsonValue.of("j")).with("orgId", JsonValue.of("o")).with("projectId", JsonValue.of("p"))
                .with("name", JsonValue.of("n")).with("status", JsonValue.of(status.raw())).with("config", JsonValue.object().with("model", JsonValue.of("m")))
                .with("createdAt", JsonValue.of(START.toString())).with("completedAt", JsonValue.of(START.plusMillis((long) step * STEP_MILLIS).toString()));
        run.end(new TrainingResult(TrainingJob.of(error.isEmpty() ? job : job.with("error", JsonValue.of(error))), List.of()));
        return this;
    }

    private static RunState completed() {
        return begun().to(200).hear("training.completed", JsonValue.object()).end(JobStatus.COMPLETED, "").run;
    }

    private static RunState failed() {
        String error = "worker died with signal 9 (killed), which on Linux mostly means that the machine ran out of memory\033[31m";
        return begun().to(61).hear("training.failed", JsonValue.object().with("error", JsonValue.of(error))).end(JobStatus.FAILED, error).run;
    }

    /** No event tells of a cancellation. */
    private static RunState cancelled() {
        return begun().to(130).end(JobStatus.CANCELLED, "").run;
    }

    private static RunState reconnecting() {
        Scenes scene = new Scenes("triage-bot-v1", 200, Duration.ofSeconds(14)).begin().to(94);
        Instant since = START.plusMillis(94L * STEP_MILLIS + 2000);
        scene.run.hear(new ConnectionChange.Lost(since, 1, Duration.ofSeconds(1), "connection reset"), NOW - Duration.ofSeconds(12).toNanos());
        scene.run.hear(new ConnectionChange.Lost(since, 3, Duration.ofSeconds(5), "connection refused"), NOW - Duration.ofSeconds(1).toNanos());
        return scene.run;
    }

    private static RunState constant() {
        Scenes scene = begun();
        for (scene.step = 1; scene.step <= 50; scene.step++) {
            scene.log(0.25);
        }
        return scene.run;
    }

    private static RunState diverged() {
        Scenes scene = begun().to(50);
        for (scene.step = 51; scene.step < 80; scene.step++) {
            scene.log(scene.step < 60 ? 2 + Math.pow(1.6, scene.step - 50) : scene.step < 63 ? Double.POSITIVE_INFINITY : Double.NaN);
        }
        return scene.run;
    }

    private static RunState unknownLength() {
        Scenes scene = new Scenes("cloud-run", 200, Duration.ofSeconds(1)).hear("training.started", JsonValue.object());
        return scene.to(33).run;
    }
}
