package ai.arkor.local.engine.model;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** How a parameter starts; draws from libtorch's default generator. */
@FunctionalInterface
interface Initialization {
    void fill(Tensor tensor);

    static Initialization normal(double standardDeviation) {
        return tensor -> torch.normal_(tensor, 0, standardDeviation);
    }

    static Initialization uniform(double bound) {
        return tensor -> torch.uniform_(tensor, -bound, bound);
    }

    static Initialization constant(double value) {
        return tensor -> tensor.fill_(new Scalar(value));
    }
}
