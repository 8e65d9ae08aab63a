package ai.arkor.local.backend.launch;

import ai.arkor.local.job.JobFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Each worker is a JVM of its own, with a small heap: tensors live outside of it. */
final class JvmWorkers implements WorkerCommands {

    private final JavaLaunch launch;
    private final Path nativesCache;

    JvmWorkers(JavaLaunch launch, Path nativesCache) {
        this.launch = launch;
        this.nativesCache = nativesCache;
    }

    @Override
    public List<String> train(JobFolder folder) {
        return launch.engineCommand(flags("768m"), "ai.arkor.local.worker.TrainWorker", List.of(folder.path().toString()));
    }

    @Override
    public List<String> infer() {
        return launch.engineCommand(flags("512m"), "ai.arkor.local.worker.InferWorker", List.of());
    }

    private List<String> flags(String heap) {
        return List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError",
                // The tokenizer's library looks for a GPU and reports that there is none.
                "-Dorg.slf4j.simpleLogger.log.ai.djl=error", "-Dorg.bytedeco.javacpp.cachedir=" + nativesCache);
    }

    /** Two thread pools spinning against each other make a small model many times slower, so each worker computes on one thread. */
    @Override
    public Map<String, String> environment() {
        return Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "1");
    }
}
