package ai.arkor.shell.progress;

import ai.arkor.api.Dataset;
import ai.arkor.api.JobStatus;
import ai.arkor.api.LoraConfig;
import ai.arkor.api.Sweep;
import ai.arkor.api.SweepListener;
import ai.arkor.api.SweepResult;
import ai.arkor.api.SweepTrial;
import ai.arkor.api.TrainerConfig;
import ai.arkor.api.TrainingEvent;
import ai.arkor.shell.backend.ScriptedClient;
import ai.arkor.shell.backend.ScriptedRun;
import ai.arkor.shell.terminal.Screen;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A sweep whose runs do what a test says, one thing after the other. */
final class PlayedSweep implements SweepListener {

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final ScriptedClient client = new ScriptedClient();
    private final CompletableFuture<SweepResult> result;
    final SweepProgress progress;

    PlayedSweep(Sweep sweep, Screen screen, LongSupplier nanos) {
        progress = new SweepProgress(screen, sweep.grid(), nanos);
        result = sweep.client(client).listener(this).runAsync(task -> new Thread(task, "sweep").start());
    }

    static Sweep sweep() {
        return Sweep.of(TrainerConfig.builder("triage").model("m").dataset(Dataset.file(Path.of("rows.jsonl"))).lora(LoraConfig.of(4, 8)).build());
    }

    /** The run of that trial, once it is started; trials are asked after in their order. */
    ScriptedRun run(int number) throws InterruptedException {
        await("started " + number);
        return client.submitted.take();
    }

    /** Ends it, and waits until that was told. */
    void end(int number, ScriptedRun run, JobStatus how) throws InterruptedException {
        run.end(how);
        await("ended " + number);
    }

    void lose(int number, ScriptedRun run, RuntimeException why) throws InterruptedException {
        run.loseStream(why);
        await("ended " + number);
    }

    private void await(String what) throws InterruptedException {
        String next = told.poll(20, TimeUnit.SECONDS);
        if (!what.equals(next)) {
            throw new AssertionError("expected " + what + ", not " + next);
        }
    }

    /** Ends a sweep that is not played to its end. */
    void leave() {
        result.cancel(false);
    }

    @Override
    public void started(SweepTrial trial) {
        progress.started(trial);
        told.add("started " + trial.number());
    }

    @Override
    public void event(SweepTrial trial, TrainingEvent event) {
        progress.event(trial, event);
    }

    @Override
    public void ended(SweepTrial trial, SweepResult soFar) {
        progress.ended(trial, soFar);
        told.add("ended " + trial.number());
    }
}
