package ai.arkor.local.engine.train;

/**
 * Where a run's batches come from, addressed by their number, so that a resumed run sees what the interrupted one would have
 * seen. The same number must always give the same batch.
 */
@FunctionalInterface
public interface Batches {
    /** @param index 0 for the first batch of the run, rising over all epochs; with accumulation, several make a step */
    Batch batch(long index);
}
