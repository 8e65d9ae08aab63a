package ai.arkor.local.engine.train;

import ai.arkor.local.engine.model.LlamaModel;
import ai.arkor.local.engine.model.LoraAdapter;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Cross-entropy of the next token, over the predicted positions only: the others never reach the vocabulary projection. */
@SuppressWarnings("try") // scopes and guards work by being open; nothing is called on them
public final class LanguageModelLoss {
    private LanguageModelLoss() {}

    /**
     * @param adapter added to the model; null for the model alone
     * @param batch with at least one predicted token
     * @param training whether the adapter's dropout applies
     * @return mean over the predicted tokens, in nats, shape []; belongs to the caller's {@link PointerScope}
     */
    public static Tensor mean(LlamaModel model, @Nullable LoraAdapter adapter, Batch batch, boolean training) {
        int rows = batch.examples().size();
        int targets = batch.targets();
        // The last used token is only predicted, never read.
        int length = batch.examples().stream().mapToInt(Example::usedLength).max().orElse(0) - 1;
        long[] inputs = new long[rows * length];
        long[] positions = new long[targets];
        long[] expected = new long[targets];
        int next = 0;
        for (int row = 0; row < rows; row++) {
            Example example = batch.examples().get(row);
            int used = example.usedLength();
            for (int i = 0; i + 1 < used; i++) {
                inputs[row * length + i] = example.tokens()[i];
                if (example.labels()[i + 1] != Example.IGNORED) {
                    positions[next] = (long) row * length + i;
                    expected[next++] = example.labels()[i + 1];
                }
            }
        }
        Tensor hidden = model.hiddenStates(model.tokenIds(inputs, length), adapter, training)
                .view(-1, model.config().hiddenSize());
        Tensor scored = targets == inputs.length ? hidden : hidden.index_select(0, Tensor.create(positions, targets));
        return torch.cross_entropy_loss(
                model.logits(scored), model.tokenIds(expected, targets).view(targets));
    }

    /** Mean over all predicted tokens of all batches, in nats, without gradients and without dropout; NaN when there are none. */
    public static double evaluate(LlamaModel model, @Nullable LoraAdapter adapter, Iterable<Batch> batches) {
        double sum = 0;
        long targets = 0;
        for (Batch batch : batches) {
            int count = batch.targets();
            if (count > 0) {
                try (PointerScope scope = new PointerScope();
                        NoGradGuard noGrad = new NoGradGuard()) {
                    sum += mean(model, adapter, batch, false).item_double() * count;
                    targets += count;
                }
            }
        }
        return sum / targets;
    }

    /** {@link #evaluate(LlamaModel, LoraAdapter, Iterable)} of the model alone. */
    public static double evaluate(LlamaModel model, Iterable<Batch> batches) {
        return evaluate(model, null, batches);
    }
}
