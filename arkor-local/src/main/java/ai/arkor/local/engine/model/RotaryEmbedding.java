package ai.arkor.local.engine.model;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Rotary position embeddings in Hugging Face's order: element {@code i} of a head is paired with element
 * {@code i + headSize / 2} (Su et al. 2021, RoFormer). Tables grow with the longest sequence seen.
 */
@SuppressWarnings("try") // scopes and guards work by being open; nothing is called on them
final class RotaryEmbedding implements AutoCloseable {
    private final int headSize;
    private final double theta;
    private final Precision precision;
    private final long[] half;
    private int positions;
    private Tensor cosines;
    private Tensor sines;

    RotaryEmbedding(int headSize, double theta, Precision precision) {
        this.headSize = headSize;
        this.theta = theta;
        this.precision = precision;
        this.half = new long[] {headSize / 2};
        fillTables(128);
    }

    private void fillTables(int newPositions) {
        double[] cos = new double[newPositions * headSize];
        double[] sin = new double[newPositions * headSize];
        for (int position = 0; position < newPositions; position++) {
            for (int i = 0; i < headSize / 2; i++) {
                double angle = position * Math.pow(theta, -2.0 * i / headSize);
                int at = position * headSize + i;
                cos[at] = cos[at + headSize / 2] = Math.cos(angle);
                // The sign of rotate-half is part of the table: (x1, x2) becomes (x1 cos - x2 sin, x2 cos + x1 sin).
                sin[at] = -Math.sin(angle);
                sin[at + headSize / 2] = Math.sin(angle);
            }
        }
        close();
        // Tables that grow while text is generated must still be fit for a later backward pass.
        try (PointerScope scope = new PointerScope();
                InferenceMode ordinary = new InferenceMode(false)) {
            cosines = table(cos, newPositions);
            sines = table(sin, newPositions);
        }
        positions = newPositions;
    }

    private Tensor table(double[] values, int newPositions) {
        return Tensor.create(values, newPositions, 1, headSize).to(precision.scalarType()).retainReference();
    }

    /** The tables for positions {@code start} to {@code start + length}, to be used for every layer of one pass. */
    Window window(int start, int length) {
        if (start + length > positions) {
            fillTables(Math.max(start + length, positions * 2));
        }
        return new Window(cosines.narrow(0, start, length), sines.narrow(0, start, length), half);
    }

    /** Both tables have shape [length, 1, headSize]. */
    record Window(Tensor cos, Tensor signedSin, long[] half) {
        private static final long[] LAST_DIMENSION = {-1};

        /** @param heads shape [batch, length, heads, headSize]; the result has the same shape */
        Tensor rotate(Tensor heads) {
            return torch.addcmul(heads.mul(cos), torch.roll(heads, half, LAST_DIMENSION), signedSin);
        }
    }

    @Override
    public void close() {
        if (positions > 0) {
            cosines.releaseReference();
            sines.releaseReference();
        }
    }
}
