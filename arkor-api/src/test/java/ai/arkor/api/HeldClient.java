package ai.arkor.api;

import ai.arkor.api.TrainingEvent.CheckpointSaved;
import ai.arkor.api.TrainingEvent.TrainingLog;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client whose runs say and end as a test tells them. */
final class HeldClient extends FakeClient {

    final List<HeldRun> runs = new CopyOnWriteArrayList<>();
    private final BlockingQueue<HeldRun> watched = new LinkedBlockingQueue<>();

    @Override
    TrainingRun run(String id, TrainerConfig config, RunOptions options) {
        HeldRun run = new HeldRun(id, config, options);
        runs.add(run);
        return run;
    }

    /** The next that is watched, once it is. */
    HeldRun next() throws InterruptedException {
        HeldRun run = watched.poll(20, TimeUnit.SECONDS);
        if (run == null) {
            throw new AssertionError("No further run was watched");
        }
        return run;
    }

    boolean hasNext() {
        return !watched.isEmpty();
    }

    final class HeldRun extends FakeRun {

        final TrainerConfig config;
        final RunOptions options;
        final Deque<AwaitOptions> awaits = new ArrayDeque<>();
        volatile CompletableFuture<TrainingResult> future = new CompletableFuture<>();
        volatile boolean cancelled;
        private int events;

        HeldRun(String id, TrainerConfig config, RunOptions options) {
            super(id);
            this.config = config;
            this.options = options;
        }

        @Override
        public CompletableFuture<TrainingResult> awaitAsync(AwaitOptions await) {
            awaits.add(await);
            future = new CompletableFuture<>();
            CompletableFuture<TrainingResult> given = future;
            watched.add(this);
            return given;
        }

        HeldRun log(long step, Map<String, Double> numbers) {
            JsonObject json = JsonValue.object().with("step", JsonValue.of(step));
            for (Map.Entry<String, Double> number : numbers.entrySet()) {
                double value = number.getValue();
                json = json.with(number.getKey(), Double.isFinite(value) ? JsonValue.of(value) : JsonValue.of(Double.toString(value)));
            }
            return event("training.log", json);
        }

        HeldRun loss(double... values) {
            for (double value : values) {
                log(events + 1, Map.of("loss", value));
            }
            return this;
        }

        HeldRun evalLoss(double... values) {
            for (double value : values) {
                log(events + 1, Map.of("evalLoss", value));
            }
            return this;
        }

        HeldRun checkpoint(long step) {
            return event("checkpoint.saved", JsonValue.object().with("step", JsonValue.of(step)));
        }

        private HeldRun event(String type, JsonObject json) {
            events++;
            TrainingEvent event = TrainingEvent.of(json.with("type", JsonValue.of(type)), Integer.toString(events));
            try {
                awaits.getLast().onEvent().accept(event);
                if (event instanceof TrainingLog log) {
                    options.callbacks().onLog().on(new LogContext(this, FakeClient.job(jobId(), JobStatus.RUNNING), log, false));
                } else if (event instanceof CheckpointSaved saved) {
                    options.callbacks().onCheckpoint().on(new CheckpointContext(this, FakeClient.job(jobId(), JobStatus.RUNNING), saved, false));
                }
            } catch (Exception thrown) {
                lose(thrown);
            }
            return this;
        }

        void end(JobStatus how) {
            future.complete(new TrainingResult(FakeClient.job(jobId(), how), List.of()));
        }

        void lose(Throwable why) {
            future.completeExceptionally(why);
        }

        @Override
        public boolean cancel() {
            cancelled = true;
            return true;
        }
    }
}
