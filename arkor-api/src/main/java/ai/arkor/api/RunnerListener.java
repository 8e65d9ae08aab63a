package ai.arkor.api;

import java.nio.file.Path;

/** Told what a {@link TrainerRunner} does, on the thread that runs it. */
public interface RunnerListener {

    /** The entry was compiled to that jar. */
    default void built(Path jar) {}

    /** The job was created. */
    default void started(TrainingRun run) {}

    /** The run is over, however it ended. */
    default void finished(TrainingResult result) {}
}
