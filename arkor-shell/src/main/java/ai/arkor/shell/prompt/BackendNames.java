package ai.arkor.shell.prompt;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.EventStream;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.backend.Backends;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks the usual backend, if it runs: completion starts none. */
final class BackendNames implements KnownNames.Source {

    private static final int MOST_RUNS = 200;
    /** So long a run that goes on is listened to: what happened before comes at once. */
    private static final long LISTENING_MILLIS = 1_500;

    private final Backends backends;

    BackendNames(Backends backends) {
        this.backends = backends;
    }

    @Override
    public KnownNames.Names names() throws InterruptedException {
        Optional<ArkorClient> client = backends.openIfRunning();
        if (client.isEmpty()) {
            return KnownNames.Names.NONE;
        }
        List<TrainingRun> runs = client.get().backend().equals(RunReference.LOCAL) ? client.get().allRuns() : client.get().runs();
        return new KnownNames.Names(runs.stream().limit(MOST_RUNS).map(BackendNames::run).toList(), client.get().capabilities().models());
    }

    private static KnownNames.Run run(TrainingRun run) {
        TrainingJob job = run.job();
        return new KnownNames.Run(job.id(), job.name(), job.status().raw());
    }

    @Override
    public List<Long> checkpoints(String id) throws InterruptedException {
        Optional<ArkorClient> client = backends.openIfRunning();
        List<TrainingRun> runs = client.isEmpty() ? List.of() : client.get().allRuns().stream().filter(run -> run.jobId().startsWith(id)).toList();
        if (runs.size() != 1) {
            return List.of();
        }
        TreeSet<Long> steps = new TreeSet<>();
        ScheduledExecutorService end = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "arkor-checkpoints");
            thread.setDaemon(true);
            return thread;
        });
        try (EventStream events = runs.get(0).events()) {
            end.schedule(events::close, LISTENING_MILLIS, TimeUnit.MILLISECONDS);
            for (TrainingEvent event : events) {
                if (event instanceof TrainingEvent.CheckpointSaved saved) {
                    steps.add(saved.step());
                }
            }
        } finally {
            end.shutdownNow();
        }
        return new ArrayList<>(steps);
    }
}
