package ai.arkor.local.backend.launch;

import ai.arkor.local.job.JobFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The commands that run workers. A worker's door is a folder in and lines of JSON out, so whoever can run a command can run a worker.
 */
public interface WorkerCommands {

    /** The command that trains what the folder's {@code job.json} says. */
    List<String> train(JobFolder folder);

    /** The command that answers questions put to it on its standard input. */
    List<String> infer();

    /** Variables that the workers' environment has beside the backend's own. */
    Map<String, String> environment();

    /** Workers that are JVMs like this one. */
    static WorkerCommands jvms(Path nativesCache) {
        return new JvmWorkers(JavaLaunch.ofThisJvm(), nativesCache);
    }
}
