package ai.arkor.local.engine.model;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Root mean square layer normalisation (Zhang and Sennrich 2019) over the last dimension, with a learned gain. */
@SuppressWarnings("try") // scopes work by being open; nothing is called on them
final class RmsNorm implements AutoCloseable {
    private final long[] shape;
    private final TensorOptional gain;
    private final DoubleOptional epsilon;

    RmsNorm(LlamaConfig config, Tensor gain) {
        this.shape = new long[] {config.hiddenSize()};
        try (PointerScope scope = new PointerScope()) {
            this.gain = new TensorOptional(gain).retainReference();
            this.epsilon = new DoubleOptional(config.rmsNormEpsilon()).retainReference();
        }
    }

    Tensor apply(Tensor x) {
        return torch.rms_norm(x, shape, gain, epsilon);
    }

    @Override
    public void close() {
        gain.releaseReference();
        epsilon.releaseReference();
    }
}
