package ai.arkor.local.engine.train;

import ai.arkor.local.engine.model.ParameterSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * AdamW (Loshchilov and Hutter 2019, algorithm 2) on a whole parameter set at once. libtorch's own walks parameter by
 * parameter, a dozen calls each; on small models that is most of its time.
 */
@SuppressWarnings("try") // scopes and guards work by being open; nothing is called on them
final class AdamW implements AutoCloseable {
    private final ParameterSet parameters;
    private final TrainingOptions options;
    private final Tensor firstMoment;
    private final Tensor secondMoment;
    private final Tensor denominator;
    private long steps;

    AdamW(ParameterSet parameters, TrainingOptions options) {
        this.parameters = parameters;
        this.options = options;
        try (PointerScope scope = new PointerScope()) {
            firstMoment = torch.zeros_like(parameters.values()).retainReference();
            secondMoment = torch.zeros_like(parameters.values()).retainReference();
            denominator = torch.zeros_like(parameters.values()).retainReference();
        }
    }

    /** One update from the gradients as they are. */
    void step(double learningRate) {
        steps++;
        double correction1 = 1 - Math.pow(options.beta1(), steps);
        double correction2 = 1 - Math.pow(options.beta2(), steps);
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGrad = new NoGradGuard()) {
            Tensor gradients = parameters.gradients();
            if (options.weightDecay() != 0) {
                parameters.values()
                        .narrow(0, 0, parameters.decayedElements())
                        .mul_(new Scalar(1 - learningRate * options.weightDecay()));
            }
            firstMoment.lerp_(gradients, new Scalar(1 - options.beta1()));
            secondMoment
                    .mul_(new Scalar(options.beta2()))
                    .addcmul_(gradients, gradients, new Scalar(1 - options.beta2()));
            torch.sqrt_out(denominator, secondMoment);
            denominator
                    .mul_(new Scalar(1 / Math.sqrt(correction2)))
                    .add_(new Scalar(options.epsilon()));
            parameters.values().addcdiv_(firstMoment, denominator, new Scalar(-learningRate / correction1));
        }
    }

    Tensor firstMoment() {
        return firstMoment;
    }

    Tensor secondMoment() {
        return secondMoment;
    }

    void resumeAfter(long stepsDone) {
        steps = stepsDone;
    }

    @Override
    public void close() {
        firstMoment.releaseReference();
        secondMoment.releaseReference();
        denominator.releaseReference();
    }
}
