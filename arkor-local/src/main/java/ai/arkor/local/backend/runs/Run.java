package ai.arkor.local.backend.runs;

import ai.arkor.api.ArkorException;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.backend.home.DataDirectory;
import ai.arkor.local.backend.launch.WorkerCommands;
import ai.arkor.local.backend.models.KnownModels;
import ai.arkor.local.backend.store.Job;
import ai.arkor.local.backend.store.Store;
import ai.arkor.local.backend.store.StoreException;
import ai.arkor.local.job.FileProblem;
import ai.arkor.local.job.JobFolder;
import ai.arkor.local.job.JobOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job at work: its folder, its worker, and the way its events take into the store. */
final class Run {

    private static final Logger log = LoggerFactory.getLogger(Run.class);
    private static final long SECONDS_BETWEEN_TRIES = 2;

    private final Job job;
    private final Store store;
    private final EventFeed feed;
    private final DataDirectory data;
    private final KnownModels models;
    private final WorkerCommands commands;

    private final CountDownLatch killed = new CountDownLatch(1);
    private @Nullable Thread thread;
    private volatile @Nullable TrainProcess process;

    Run(Job job, Store store, EventFeed feed, DataDirectory data, KnownModels models, WorkerCommands commands) {
        this.job = job;
        this.store = store;
        this.feed = feed;
        this.data = data;
        this.models = models;
        this.commands = commands;
    }

    Job job() {
        return job;
    }

    void start(Runnable over) {
        Thread runner = new Thread(() -> {
            try {
                train();
            } finally {
                over.run();
            }
        }, "arkor-run-" + job.id());
        runner.setDaemon(true);
        thread = runner;
        runner.start();
    }

    private void train() {
        JobFolder folder = new JobFolder(data.job(job.id()));
        try {
            Path model = models.folder(job.config().string("model").orElse(""));
            new JobOrder(job.id(), job.name(), model, job.config()).write(folder);
            TrainProcess worker = TrainProcess.start(folder, commands);
            process = worker;
            if (killed.getCount() == 0) {
                worker.kill();
            }
            Optional<Integer> exit = worker.relay(this::tell);
            if (exit.isPresent()) {
                fail("its training worker " + WorkerDeath.describe(exit.get(), folder.log()));
            }
        } catch (StoreException e) {
            fail("its events could not be kept. " + e.getMessage());
        } catch (IOException | ArkorException e) {
            fail("it could not be run in " + folder.path() + ": " + reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(JsonObject event) {
        if (store.append(job.id(), event)) {
            feed.changed();
        }
    }

    /** Tries until the store takes it, for a job must not stay running that does not run. A run that was killed has been told of already. */
    private void fail(String problem) {
        boolean told = false;
        while (!told && killed.getCount() > 0) {
            try {
                tell(failure(job, problem));
                told = true;
            } catch (StoreException e) {
                log.error("Job {} failed, which cannot be noted yet: {}", job.id(), e.getMessage());
                told = isKilledWithin(SECONDS_BETWEEN_TRIES);
            }
        }
    }

    private boolean isKilledWithin(long seconds) {
        try {
            return killed.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    static JsonObject failure(Job job, String problem) {
        return JsonValue.object()
                .with("type", JsonValue.of("training.failed"))
                .with("error", JsonValue.of("Job \"" + job.name() + "\" (" + job.id() + "): " + problem));
    }

    private static String reason(Exception e) {
        if (!(e instanceof IOException io)) {
            return String.valueOf(e.getMessage());
        }
        String problem = FileProblem.of(io);
        return problem.contains("No space left") || problem.contains("quota")
                ? "no space is left on its disk; free some and start it again."
                : problem + ". Make it writable and start it again.";
    }

    /** Ends the worker at once. */
    void kill() {
        killed.countDown();
        TrainProcess worker = process;
        if (worker != null) {
            worker.kill();
        }
    }

    /** Waits for its end, at most that long. */
    void join(long milliseconds) {
        Thread runner = thread;
        try {
            if (runner != null) {
                runner.join(milliseconds);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
