package ai.arkor.benchmarks;

import ai.arkor.local.engine.model.LlamaConfig;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Rotary embeddings as in the published Llama code for Python: halves swapped, negated and joined. */
final class BareRotary {
    private BareRotary() {}

    /** @return shape [length, headSize] */
    static Tensor table(LlamaConfig config, int length, boolean sine) {
        int d = config.headSize();
        float[] values = new float[length * d];
        for (int i = 0; i < values.length; i++) {
            double angle = (i / d) * Math.pow(config.ropeTheta(), -2.0 * (i % d % (d / 2)) / d);
            values[i] = (float) (sine ? Math.sin(angle) : Math.cos(angle));
        }
        return Tensor.create(values, length, d);
    }

    /** @param x shape [batch, heads, length, headSize] */
    static Tensor rotate(Tensor x, Tensor cos, Tensor sin) {
        long half = x.size(3) / 2;
        Tensor swapped = torch.cat(new TensorVector(x.narrow(3, half, half).neg(), x.narrow(3, 0, half)), 3);
        return x.mul(cos).add(swapped.mul(sin));
    }
}
