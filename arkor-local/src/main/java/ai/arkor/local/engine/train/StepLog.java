package ai.arkor.local.engine.train;

/**
 * What happened since the last log.
 *
 * @param step steps done, 1 after the first
 * @param loss mean over the steps since the last log, in nats per predicted token
 * @param learningRate of the last step
 * @param epoch passes over the data, with a fraction; 0 when the data has no end
 * @param gradientNorm before clipping, of the last step
 * @param samplesPerSecond rows
 * @param tokensPerSecond tokens read, without padding
 */
public record StepLog(
        long step,
        double loss,
        double learningRate,
        double epoch,
        double gradientNorm,
        double samplesPerSecond,
        double tokensPerSecond) {}
