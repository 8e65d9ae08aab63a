package ai.arkor.local.job;

import java.nio.file.Path;

/**
 * The folder of one job: what a worker is given and what it leaves.
 *
 * @param path absolute
 */
public record JobFolder(Path path) {

    /** What is to be done: see {@link JobOrder}. */
    public Path order() {
        return path.resolve("job.json");
    }

    /** Everything the worker said that is not an event. */
    public Path log() {
        return path.resolve("worker.log");
    }

    /** The adapter after the last step, a folder in PEFT's format. */
    public Path adapter() {
        return path.resolve("adapter");
    }

    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /** The adapter as it was after that many steps. */
    public Path checkpoint(long step) {
        return checkpoints().resolve("step-" + step);
    }
}
