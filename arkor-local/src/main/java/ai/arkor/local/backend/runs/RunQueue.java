package ai.arkor.local.backend.runs;

import ai.arkor.api.JobStatus;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.backend.home.DataDirectory;
import ai.arkor.local.backend.launch.WorkerCommands;
import ai.arkor.local.backend.models.KnownModels;
import ai.arkor.local.backend.store.Job;
import ai.arkor.local.backend.store.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * The jobs that wait and the jobs that run, a bounded number of them at a time, oldest first. Thread-safe. It owns the runs' threads and processes.
 */
public final class RunQueue implements AutoCloseable {

    private static final long MILLIS_TO_END = 3_000;

    private final Store store;
    private final EventFeed feed;
    private final RunFactory runs;
    private final int parallel;

    private final Object lock = new Object();
    private final Queue<Job> waiting = new ArrayDeque<>();
    private final Map<String, Run> running = new HashMap<>();
    private boolean closed;

    /** @param parallel how many jobs may run at once */
    public RunQueue(Store store, EventFeed feed, DataDirectory data, KnownModels models, WorkerCommands commands, int parallel) {
        this.store = store;
        this.feed = feed;
        this.parallel = parallel;
        this.runs = job -> new Run(job, store, feed, data, models, commands);
    }

    /** Makes the run of a job. */
    private interface RunFactory {
        Run of(Job job);
    }

    /**
     * Takes up what a backend before this one left: jobs that ran then have failed, jobs that waited wait again.
     */
    public void recover() {
        for (Job job : store.jobs(JobStatus.RUNNING)) {
            store.append(job.id(), stopped(job, store.lastStep(job.id())));
        }
        synchronized (lock) {
            waiting.addAll(store.jobs(JobStatus.QUEUED));
        }
        feed.changed();
        startNext();
    }

    public void submit(Job job) {
        synchronized (lock) {
            waiting.add(job);
        }
        startNext();
    }

    /** Ends a job that waits or runs. False when it was over already. */
    public boolean cancel(String jobId) {
        if (!store.cancel(jobId)) {
            return false;
        }
        feed.changed();
        synchronized (lock) {
            waiting.removeIf(job -> job.id().equals(jobId));
            Run run = running.get(jobId);
            if (run != null) {
                run.kill();
            }
        }
        return true;
    }

    public int waiting() {
        synchronized (lock) {
            return waiting.size();
        }
    }

    public int running() {
        synchronized (lock) {
            return running.size();
        }
    }

    private void startNext() {
        synchronized (lock) {
            while (!closed && running.size() < parallel && !waiting.isEmpty()) {
                Job job = waiting.remove();
                if (!store.markRunning(job.id())) {
                    continue;
                }
                Run run = runs.of(job);
                running.put(job.id(), run);
                run.start(() -> over(job));
            }
        }
    }

    private void over(Job job) {
        synchronized (lock) {
            running.remove(job.id());
        }
        feed.changed();
        startNext();
    }

    /** Ends every run, with an event that says why; what waits, waits for the next backend. */
    @Override
    public void close() {
        List<Run> ending;
        synchronized (lock) {
            closed = true;
            ending = new ArrayList<>(running.values());
        }
        for (Run run : ending) {
            store.append(run.job().id(), stopped(run.job(), store.lastStep(run.job().id())));
            run.kill();
        }
        feed.changed();
        for (Run run : ending) {
            run.join(MILLIS_TO_END);
        }
    }

    private static JsonObject stopped(Job job, long step) {
        return Run.failure(job, "the backend was stopped while the run was at step " + step + "; start it again.").with("step", JsonValue.of(step));
    }
}
