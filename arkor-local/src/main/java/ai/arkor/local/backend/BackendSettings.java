package ai.arkor.local.backend;

import ai.arkor.local.backend.launch.WorkerCommands;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What a backend's behaviour depends on.
 *
 * @param idle how long it waits for somebody to ask something when nothing runs, before it ends
 * @param ping the pause after which a silent stream says that it is alive
 * @param keepModels how long an inference worker without questions keeps its models
 * @param parallelRuns how many jobs train at once
 */
public record BackendSettings(Duration idle, Duration ping, Duration keepModels, int parallelRuns, WorkerCommands workers, InstantSource clock) {

    public static BackendSettings of(Duration idle, WorkerCommands workers) {
        return new BackendSettings(idle, Duration.ofSeconds(15), Duration.ofMinutes(2), 1, workers, InstantSource.system());
    }
}
