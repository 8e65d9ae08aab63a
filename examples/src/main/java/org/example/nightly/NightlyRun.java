package org.example.nightly;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.ArkorException;
import ai.arkor.api.AwaitOptions;
import ai.arkor.api.AwaitTimeoutException;
import ai.arkor.api.Callbacks;
import ai.arkor.api.Dataset;
import ai.arkor.api.JobStatus;
import ai.arkor.api.LogContext;
import ai.arkor.api.LoraConfig;
import ai.arkor.api.Models;
import ai.arkor.api.Trainer;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.client.ArkorClients;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One night's work, for cron: goes on with yesterday's run when it is not over, otherwise starts tonight's. In the crontab (crontab -e):
 *
 * <pre>{@code
 * # At 02:30, in a folder of its own; for at most 20 hours, so that it has ended when the next night begins.
 * 30 2 * * *  cd $HOME/nightly && java -cp 'lib/*' NightlyRun.java >> nightly.log 2>&1
 * # To go on soon after a reboot, instead of next night:
 * @reboot     cd $HOME/nightly && java -cp 'lib/*' NightlyRun.java >> nightly.log 2>&1
 * }</pre>
 *
 * <p>The working folder holds all that must be known: {@code nightly.cursor} which run it is and how far its events were dealt with, {@code nightly.done}
 * the last night that was done, {@code nightly.lock} that somebody is at work. Starting it once more does no harm: it ends at once while another is at
 * work or when the night is done. Killed at any moment, it goes on where it was.
 *
 * <p>Its exit status: 0 completed or nothing to do, 1 an error, 3 the run failed, 4 it was cancelled, 124 it is not over yet.
 */
public final class NightlyRun {

    private final ArkorClient client;
    private final Path folder;
    private final LocalDate night;

    /** @param folder where it keeps its files */
    public NightlyRun(ArkorClient client, Path folder, LocalDate night) {
        this.client = client;
        this.folder = folder;
        this.night = night;
    }

    private Trainer.Builder definition() {
        return Trainer.builder(name())
                .model(Models.GEMMA_4_E4B_IT)
                .dataset(Dataset.huggingFace("arkorlab/triage-demo"))
                .lora(LoraConfig.of(16, 32))
                .maxSteps(100);
    }

    /**
     * @param longest to wait for the run
     * @return the exit status
     */
    public int work(Duration longest) throws IOException, InterruptedException {
        try (FileChannel file = FileChannel.open(folder.resolve("nightly.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock lock = lock(file)) {
            if (lock == null) {
                return say(0, "another process is at this work");
            }
            if (isDone() && !Files.exists(cursor())) {
                return say(0, "the night of " + night + " is done");
            }
            return follow(longest);
        }
    }

    /** The lock, which ends with this process however that ends; null when another has it. */
    private static FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    private int follow(Duration longest) throws IOException, InterruptedException {
        AwaitOptions options = AwaitOptions.DEFAULT.cursor(cursor()).timeout(longest).callbacks(Callbacks.builder().onLog(NightlyRun::log).build());
        try {
            Optional<TrainingRun> tonights = submittedAlready();
            // With a cursor that names a run, a trainer awaits that run and starts none.
            TrainingResult result = tonights.isPresent() ? tonights.get().await(options) : definition().client(client).build().await(options);
            Files.writeString(folder.resolve("nightly.done"), night.toString());
            Files.deleteIfExists(cursor());
            return say(exitStatus(result), result.job().name() + " " + result.status() + result.job().error().map(why -> ": " + why).orElse(""));
        } catch (AwaitTimeoutException goesOn) {
            return say(124, goesOn.getMessage());
        }
    }

    /** Tonight's run, also when a process was killed, or an answer lost, between its submission and the first mark in the cursor file. */
    private Optional<TrainingRun> submittedAlready() throws InterruptedException {
        return client.runs().stream().filter(run -> run.job().name().equals(name())).findFirst();
    }

    private String name() {
        return "nightly-" + night;
    }

    private static void log(LogContext log) {
        if (!log.redelivered()) {
            log.loss().ifPresent(loss -> System.out.println("step " + log.step() + " loss " + loss));
        }
    }

    private static int exitStatus(TrainingResult result) {
        if (result.status().equals(JobStatus.COMPLETED)) {
            return 0;
        }
        return result.status().equals(JobStatus.CANCELLED) ? 4 : 3;
    }

    private Path cursor() {
        return folder.resolve("nightly.cursor");
    }

    private boolean isDone() throws IOException {
        Path done = folder.resolve("nightly.done");
        return Files.exists(done) && Files.readString(done).strip().equals(night.toString());
    }

    private static int say(int status, String what) {
        System.out.println(what);
        return status;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        int status;
        try (ArkorClient client = ArkorClients.open(Path.of(""))) {
            status = new NightlyRun(client, Path.of(""), LocalDate.now()).work(Duration.ofHours(20));
        } catch (ArkorException failed) {
            status = say(1, failed.getMessage());
        }
        System.exit(status);
    }
}
