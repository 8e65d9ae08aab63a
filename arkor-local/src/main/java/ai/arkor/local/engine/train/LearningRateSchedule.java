package ai.arkor.local.engine.train;

/** How the learning rate develops after warm-up, as a factor of its peak. */
public enum LearningRateSchedule {
    CONSTANT {
        @Override
        double factor(double progress) {
            return 1;
        }
    },
    LINEAR {
        @Override
        double factor(double progress) {
            return 1 - progress;
        }
    },
    /** Half a cosine wave down to zero (Loshchilov and Hutter 2017, without restarts). */
    COSINE {
        @Override
        double factor(double progress) {
            return 0.5 * (1 + Math.cos(Math.PI * progress));
        }
    };

    /** @param progress share of the steps after warm-up that are done, 0 to 1 */
    abstract double factor(double progress);

    /**
     * The factor for a step, as Hugging Face's schedulers count: rising linearly from zero during warm-up.
     *
     * @param step 0 for the first one
     */
    double factor(long step, long warmupSteps, long totalSteps) {
        if (step < warmupSteps) {
            return (step + 1.0) / (warmupSteps + 1.0);
        }
        long decaying = Math.max(1, totalSteps - warmupSteps);
        return factor(Math.min(1, (step - warmupSteps) / (double) decaying));
    }
}
