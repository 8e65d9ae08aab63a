package ai.arkor.api;

/**
 * How well a trial of a {@link Sweep} did by a metric; lower is better.
 *
 * @param value what trials are compared by, in nats per token: the smallest eval loss that was logged, or the mean of the last five training losses that
 *     were logged (of fewer when there are fewer). Not finite when the run diverged, which is when its last eval loss, or one of its last five losses, is
 *     not finite
 * @param step the optimizer step of that eval loss, or of the last of those losses
 * @param last what was logged last, in nats per token; that of the final adapter once the run is over
 */
public record SweepScore(EarlyStopping.Metric metric, double value, long step, double last) {

    /** Whether it counts: a run that diverged is never the best. */
    public boolean isFinite() {
        return Double.isFinite(value);
    }
}
