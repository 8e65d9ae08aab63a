package ai.arkor.local.engine.train;

/**
 * How a run ended.
 *
 * @param steps steps done in all
 * @param stopped whether the listener ended it early
 */
public record TrainingOutcome(long steps, boolean stopped) {}
