package ai.arkor.local.engine.train;

import java.util.List;

/** Sums up what a log tells; its clock stands still during evaluations and checkpoints. */
final class Meter {
    private long started = System.nanoTime();
    private long nanos;
    private double lossSum;
    private int steps;
    private long rows;
    private long tokens;
    private double learningRate;
    private double gradientNorm;

    void add(List<Batch> parts, double loss, double rate, double norm) {
        lossSum += loss;
        steps++;
        for (Batch part : parts) {
            rows += part.examples().size();
            tokens += part.tokens();
        }
        learningRate = rate;
        gradientNorm = norm;
    }

    void pause() {
        nanos += System.nanoTime() - started;
    }

    void proceed() {
        started = System.nanoTime();
    }

    StepLog log(long step, TrainingOptions options) {
        pause();
        double seconds = Math.max(1, nanos) / 1e9;
        StepLog log = new StepLog(
                step,
                lossSum / steps,
                learningRate,
                options.epoch(step),
                gradientNorm,
                rows / seconds,
                tokens / seconds);
        nanos = 0;
        lossSum = 0;
        steps = 0;
        rows = 0;
        tokens = 0;
        proceed();
        return log;
    }
}
