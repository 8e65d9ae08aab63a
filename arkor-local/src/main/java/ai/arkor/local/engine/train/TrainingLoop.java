package ai.arkor.local.engine.train;

import ai.arkor.local.engine.model.LlamaModel;
import ai.arkor.local.engine.model.LoraAdapter;
import ai.arkor.local.engine.model.ParameterSet;
import ai.arkor.local.engine.model.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model's or an adapter's parameters step by step. With the same seed, options and batches two runs give the same weights, also when
 * one of them was interrupted and resumed. Owns the optimizer's native memory, not model or adapter. Used by one thread.
 */
@SuppressWarnings("try") // scopes and guards work by being open; nothing is called on them
public final class TrainingLoop implements AutoCloseable {
    private final LlamaModel model;
    private final @Nullable LoraAdapter adapter;
    private final ParameterSet trained;
    private final TrainingOptions options;
    private final AdamW optimizer;
    private long stepsDone;

    private TrainingLoop(
            LlamaModel model, @Nullable LoraAdapter adapter, ParameterSet trained, TrainingOptions options) {
        this.model = model;
        this.adapter = adapter;
        this.trained = trained;
        this.options = options;
        this.optimizer = new AdamW(trained, options);
        trained.train();
    }

    /** Trains every parameter of the model. */
    public static TrainingLoop fullParameters(LlamaModel model, TrainingOptions options) {
        return new TrainingLoop(model, null, model.parameters(), options);
    }

    /** Trains the adapter alone; the model must not be in full-parameter training and stays as it is. */
    public static TrainingLoop lora(LlamaModel model, LoraAdapter adapter, TrainingOptions options) {
        return new TrainingLoop(model, adapter, adapter.parameters(), options);
    }

    /**
     * Goes on from a state written by {@link #saveState}: its parameters replace the model's or adapter's.
     *
     * @return the step it was saved after
     */
    public long resume(Path state) {
        requireSinglePrecision();
        stepsDone = SavedState.read(state, trained, optimizer);
        optimizer.resumeAfter(stepsDone);
        return stepsDone;
    }

    /** Writes parameters, moments and step in float32, complete or not at all. */
    public void saveState(Path state) {
        requireSinglePrecision();
        SavedState.write(state, trained, optimizer, stepsDone);
    }

    private void requireSinglePrecision() {
        if (trained.precision() != Precision.FLOAT32) {
            throw new IllegalStateException("Only float32 training can be saved and resumed");
        }
    }

    /**
     * Runs until all steps are done or the listener asks to stop.
     *
     * @param heldOut evaluated every {@link TrainingOptions#evaluationSteps()}; may be empty
     * @throws TrainingException when the loss is not a finite number, naming step and learning rate
     */
    public TrainingOutcome run(Batches batches, List<Batch> heldOut, TrainingListener listener) {
        Meter meter = new Meter();
        while (stepsDone < options.steps()) {
            if (listener.stopRequested()) {
                return new TrainingOutcome(stepsDone, true);
            }
            step(batches, meter);
            if (due(options.loggingSteps())) {
                listener.logged(meter.log(stepsDone, options));
            }
            if (due(options.evaluationSteps()) && !heldOut.isEmpty()) {
                meter.pause();
                listener.evaluated(stepsDone, LanguageModelLoss.evaluate(model, adapter, heldOut));
                meter.proceed();
            }
            if (due(options.checkpointSteps()) && stepsDone < options.steps()) {
                meter.pause();
                listener.checkpoint(stepsDone);
                meter.proceed();
            }
        }
        return new TrainingOutcome(stepsDone, false);
    }

    private boolean due(long every) {
        return every > 0 && stepsDone % every == 0;
    }

    private void step(Batches batches, Meter meter) {
        double learningRate = options.learningRate(stepsDone);
        // Seeding every step, not once, gives a resumed run the dropout masks of the uninterrupted one.
        torch.manual_seed(options.seed() * 0x9E3779B97F4A7C15L + stepsDone);
        List<Batch> parts = new ArrayList<>();
        long targets = 0;
        for (int i = 0; i < options.accumulation(); i++) {
            Batch batch = batches.batch(stepsDone * options.accumulation() + i);
            parts.add(batch);
            targets += batch.targets();
        }
        trained.zeroGradients();
        double loss = 0;
        for (Batch part : parts) {
            if (part.targets() > 0) {
                loss += backward(part, part.targets() / (double) targets);
            }
        }
        if (!Double.isFinite(loss)) {
            throw new TrainingException("The loss is " + loss + " at step " + (stepsDone + 1) + " with learning rate "
                    + learningRate + ". Lower the learning rate or add warm-up steps.");
        }
        double norm = clip();
        optimizer.step(learningRate);
        stepsDone++;
        meter.add(parts, loss, learningRate, norm);
    }

    /** @return the part's share of the step's mean loss */
    private double backward(Batch part, double share) {
        try (PointerScope scope = new PointerScope()) {
            Tensor loss = LanguageModelLoss.mean(model, adapter, part, true);
            if (share != 1) {
                loss = loss.mul(new Scalar(share));
            }
            loss.backward();
            return loss.item_double();
        }
    }

    /** @return the L2 norm of all gradients before clipping */
    private double clip() {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGrad = new NoGradGuard()) {
            double norm = trained.gradients().norm().item_double();
            if (options.maxGradientNorm() > 0 && norm > options.maxGradientNorm()) {
                trained.gradients().mul_(new Scalar(options.maxGradientNorm() / norm));
            }
            return norm;
        }
    }

    @Override
    public void close() {
        optimizer.close();
    }
}
