package ai.arkor.local.engine.train;

/**
 * Settings of a run.
 *
 * @param steps optimizer steps in all, counted from the run's beginning also when it is resumed
 * @param learningRate its peak, reached after warm-up
 * @param weightDecay decoupled, on matrices only
 * @param maxGradientNorm gradients are scaled down to this L2 norm; 0 for no limit
 * @param accumulation batches per step
 * @param seed what all randomness of the loop derives from
 * @param loggingSteps a log every so many steps; 0 for none
 * @param evaluationSteps an evaluation every so many steps; 0 for none
 * @param checkpointSteps a checkpoint every so many steps; 0 for none
 * @param batchesPerEpoch for the epoch number in logs
 */
public record TrainingOptions(
        long steps,
        double learningRate,
        long warmupSteps,
        LearningRateSchedule schedule,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        double maxGradientNorm,
        int accumulation,
        long seed,
        long loggingSteps,
        long evaluationSteps,
        long checkpointSteps,
        double batchesPerEpoch) {

    public TrainingOptions {
        if (steps < 1 || accumulation < 1 || !(learningRate > 0) || warmupSteps < 0) {
            throw new IllegalArgumentException("steps, accumulation and learning rate must be positive, warm-up not negative");
        }
    }

    /** Cosine schedule, 5 % warm-up, betas 0.9 and 0.999, no weight decay, norm 1, no accumulation, a log every 10 steps. */
    public static TrainingOptions of(long steps, double learningRate) {
        return new Builder(steps, learningRate).build();
    }

    public static Builder builder(long steps, double learningRate) {
        return new Builder(steps, learningRate);
    }

    double learningRate(long step) {
        return learningRate * schedule.factor(step, warmupSteps, steps);
    }

    double epoch(long stepsDone) {
        return batchesPerEpoch > 0 ? stepsDone * accumulation / batchesPerEpoch : 0;
    }

    public static final class Builder {
        private final long steps;
        private final double learningRate;
        private long warmupSteps;
        private LearningRateSchedule schedule = LearningRateSchedule.COSINE;
        private double beta2 = 0.999;
        private double weightDecay;
        private double maxGradientNorm = 1;
        private int accumulation = 1;
        private long seed = 42;
        private long loggingSteps = 10;
        private long evaluationSteps;
        private long checkpointSteps;
        private double batchesPerEpoch;

        private Builder(long steps, double learningRate) {
            this.steps = steps;
            this.learningRate = learningRate;
            this.warmupSteps = steps / 20;
        }

        public Builder warmupSteps(long value) {
            warmupSteps = value;
            return this;
        }

        public Builder schedule(LearningRateSchedule value) {
            schedule = value;
            return this;
        }

        public Builder beta2(double value) {
            beta2 = value;
            return this;
        }

        public Builder weightDecay(double value) {
            weightDecay = value;
            return this;
        }

        public Builder maxGradientNorm(double value) {
            maxGradientNorm = value;
            return this;
        }

        public Builder accumulation(int value) {
            accumulation = value;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public Builder loggingSteps(long value) {
            loggingSteps = value;
            return this;
        }

        public Builder evaluationSteps(long value) {
            evaluationSteps = value;
            return this;
        }

        public Builder checkpointSteps(long value) {
            checkpointSteps = value;
            return this;
        }

        public Builder batchesPerEpoch(double value) {
            batchesPerEpoch = value;
            return this;
        }

        public TrainingOptions build() {
            return new TrainingOptions(
                    steps,
                    learningRate,
                    warmupSteps,
                    schedule,
                    0.9,
                    beta2,
                    1e-8,
                    weightDecay,
                    maxGradientNorm,
                    accumulation,
                    seed,
                    loggingSteps,
                    evaluationSteps,
                    checkpointSteps,
                    batchesPerEpoch);
        }
    }
}
