package ai.arkor.client.observation;

import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingEvent.TrainingCompleted;
import ai.arkor.api.TrainingEvent.TrainingFailed;
import ai.arkor.api.TrainingEvent.TrainingStarted;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.json.JsonValue;
import java.util.concurrent.atomic.AtomicReference;

/** A run's job as last heard of. Thread-safe. */
public final class JobCell {

    private final AtomicReference<TrainingJob> job;

    public JobCell(TrainingJob first) {
        job = new AtomicReference<>(first);
    }

    public TrainingJob job() {
        return job.get();
    }

    public TrainingJob replace(TrainingJob fresh) {
        job.set(fresh);
        return fresh;
    }

    /** What the event changes. A job that is over stays as it is: the event is then one seen again. */
    TrainingJob apply(TrainingEvent event) {
        return job.updateAndGet(known -> known.status().isTerminal() ? known : changed(known, event));
    }

    private static TrainingJob changed(TrainingJob known, TrainingEvent event) {
        JsonValue time = JsonValue.of(event.meta().timestamp());
        if (event instanceof TrainingStarted) {
            return known.with("status", JsonValue.of("running")).with("startedAt", time);
        }
        if (event instanceof TrainingCompleted) {
            return known.with("status", JsonValue.of("completed")).with("completedAt", time);
        }
        if (event instanceof TrainingFailed failed) {
            return known.with("status", JsonValue.of("failed")).with("error", JsonValue.of(failed.error())).with("completedAt", time);
        }
        return known;
    }
}
