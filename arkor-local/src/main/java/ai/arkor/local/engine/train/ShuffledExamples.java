package ai.arkor.local.engine.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A data set, in a new order each epoch. Rows of similar length share a batch, so that little of it is padding; the order in which
 * batches come stays random. Which rows an epoch's batches hold depends on seed and epoch alone. Used by one thread.
 */
public final class ShuffledExamples implements Batches {
    /** Batches whose rows are sorted among each other: enough to save most padding, few enough to keep batches mixed. */
    private static final int BUCKET = 16;

    private final List<Example> examples;
    private final int batchSize;
    private final long seed;
    private List<Batch> epochBatches = List.of();
    private long epoch = -1;

    /**
     * @param examples at least one, each with at least one predicted token
     * @param batchSize rows; the last batch of an epoch may have fewer
     */
    public ShuffledExamples(List<Example> examples, int batchSize, long seed) {
        if (examples.isEmpty() || batchSize < 1) {
            throw new IllegalArgumentException("There must be a row and a batch size of at least 1");
        }
        this.examples = List.copyOf(examples);
        this.batchSize = batchSize;
        this.seed = seed;
    }

    public int batchesPerEpoch() {
        return (examples.size() + batchSize - 1) / batchSize;
    }

    /** Optimizer steps that cover the data {@code epochs} times, at least one. */
    public long steps(double epochs, int accumulation) {
        return Math.max(1, (long) Math.ceil(epochs * batchesPerEpoch() / accumulation));
    }

    @Override
    public Batch batch(long index) {
        long wanted = index / batchesPerEpoch();
        if (wanted != epoch) {
            epochBatches = shuffled(new Random(seed * 31 + wanted));
            epoch = wanted;
        }
        return epochBatches.get((int) (index % batchesPerEpoch()));
    }

    private List<Batch> shuffled(Random random) {
        List<Example> order = new ArrayList<>(examples);
        Collections.shuffle(order, random);
        List<Batch> batches = new ArrayList<>();
        int bucketRows = BUCKET * batchSize;
        for (int start = 0; start < order.size(); start += bucketRows) {
            List<Example> bucket = order.subList(start, Math.min(start + bucketRows, order.size()));
            bucket.sort(Comparator.comparingInt(Example::usedLength));
            for (int row = 0; row < bucket.size(); row += batchSize) {
                batches.add(new Batch(bucket.subList(row, Math.min(row + batchSize, bucket.size()))));
            }
        }
        Collections.shuffle(batches, random);
        return batches;
    }
}
