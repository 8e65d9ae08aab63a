package ai.arkor.local.engine.generate;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Picks the next token from logits. */
final class Sampler {
    private final double temperature;
    private final double topP;
    private final RandomGenerator random;

    Sampler(GenerationOptions options, RandomGenerator random) {
        this.temperature = options.temperature();
        this.topP = options.topP();
        this.random = random;
    }

    /** @param logits shape [.., vocabularySize], of a single position */
    int next(Tensor logits) {
        if (temperature == 0) {
            return (int) logits.argmax().item_long();
        }
        DoubleBuffer values = logits.to(torch.ScalarType.Double).contiguous().createBuffer();
        double[] weights = new double[values.remaining()];
        values.get(weights);
        return draw(weights);
    }

    /** @param logits overwritten */
    int draw(double[] logits) {
        double max = Arrays.stream(logits).max().orElseThrow();
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            logits[i] = Math.exp((logits[i] - max) / temperature);
            sum += logits[i];
        }
        double cutoff = topP < 1 ? smallestKept(logits, sum * topP) : 0;
        double kept = 0;
        for (double weight : logits) {
            kept += weight >= cutoff ? weight : 0;
        }
        double target = random.nextDouble() * kept;
        int last = -1;
        for (int i = 0; i < logits.length; i++) {
            if (logits[i] >= cutoff && logits[i] > 0) {
                last = i;
                target -= logits[i];
                if (target < 0) {
                    return i;
                }
            }
        }
        // Rounding can leave a crumb of the target after the last one.
        return last;
    }

    /** The weight of the last token that is needed to reach {@code wanted}, counting from the likeliest. */
    private static double smallestKept(double[] weights, double wanted) {
        double[] sorted = weights.clone();
        Arrays.sort(sorted);
        double reached = 0;
        for (int i = sorted.length - 1; i >= 0; i--) {
            reached += sorted[i];
            if (reached >= wanted) {
                return sorted[i];
            }
        }
        return 0;
    }
}
