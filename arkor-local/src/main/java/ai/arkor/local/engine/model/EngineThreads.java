package ai.arkor.local.engine.model;

import org.bytedeco.pytorch.global.torch;

/**
 * How many threads libtorch computes with. Its default is 17 times slower on small models, because its own pool and
 * OpenBLAS' spin against each other; {@code OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1} must be in the environment as well.
 */
final class EngineThreads {
    private EngineThreads() {}

    static void apply() {
        torch.set_num_threads(Integer.getInteger("arkor.engine.threads", 1));
    }
}
