package ai.arkor.api;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Low-rank adaptation: the update of a weight is {@code (alpha / r) · B · A}, with A of r rows and B of r columns (Hu et al. 2021,
 * arXiv:2106.09685). Immutable.
 */
public final class LoraConfig {

    private final int r;
    private final double alpha;
    private final @Nullable Integer maxLength;
    private final @Nullable Boolean loadIn4bit;

    private LoraConfig(int r, double alpha, @Nullable Integer maxLength, @Nullable Boolean loadIn4bit) {
        this.r = r;
        this.alpha = alpha;
        this.maxLength = maxLength;
        this.loadIn4bit = loadIn4bit;
    }

    /**
     * @param r the rank, at least 1
     * @param alpha the scale's numerator, above 0
     * @throws IllegalArgumentException naming the field that is out of range
     */
    public static LoraConfig of(int r, double alpha) {
        if (r < 1) {
            throw new IllegalArgumentException("lora.r must be 1 or more, not " + r);
        }
        if (!(alpha > 0) || Double.isInfinite(alpha)) {
            throw new IllegalArgumentException("lora.alpha must be above 0, not " + alpha);
        }
        return new LoraConfig(r, alpha, null, null);
    }

    /** Longer rows are cut to this many tokens. */
    public LoraConfig maxLength(int tokens) {
        if (tokens < 1) {
            throw new IllegalArgumentException("lora.maxLength must be 1 or more, not " + tokens);
        }
        return new LoraConfig(r, alpha, tokens, loadIn4bit);
    }

    /** Whether the backend is to hold the base weights in 4 bits. */
    public LoraConfig loadIn4bit(boolean value) {
        return new LoraConfig(r, alpha, maxLength, value);
    }

    public int r() {
        return r;
    }

    public double alpha() {
        return alpha;
    }

    public OptionalInt maxLength() {
        return maxLength == null ? OptionalInt.empty() : OptionalInt.of(maxLength);
    }

    public Optional<Boolean> loadIn4bit() {
        return Optional.ofNullable(loadIn4bit);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LoraConfig that && r == that.r && alpha == that.alpha && Objects.equals(maxLength, that.maxLength)
                && Objects.equals(loadIn4bit, that.loadIn4bit);
    }

    @Override
    public int hashCode() {
        return Objects.hash(r, alpha, maxLength, loadIn4bit);
    }

    @Override
    public String toString() {
        return "LoraConfig[r=" + r + ", alpha=" + alpha + "]";
    }
}
