package ai.arkor.api;

import java.nio.file.Path;

/** Told what a {@link TrainerRunner} or an {@link EntryCompiler} does, on the thread that runs it. */
public interface RunnerListener {

    /** The entry was compiled to that jar; there was none before, or the build was asked for. */
    default void built(Path jar) {}

    /**
     * The entry was compiled again, because the jar that was there did not hold any more.
     *
     * @param reason such as {@code src/arkor/Index.java has changed since .arkor/build/index.jar was built}; files of the project are named from its folder
     */
    default void rebuilt(Path jar, String reason) {}

    /** That jar was built before from the very same sources, and is used as it is. */
    default void reused(Path jar) {}

    /** Something that whoever runs the entry should know, in one line: such as what the project's own build left for its class path, and how old it is. */
    default void noticed(String notice) {}

    /** The job was created. */
    default void started(TrainingRun run) {}

    /** The run is over, however it ended. */
    default void finished(TrainingResult result) {}
}
