package ai.arkor.local.engine.model;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** What all layers of one pass through the model share. */
final class ForwardPass {
    private final RotaryEmbedding.Window window;
    private final @Nullable LoraAdapter adapter;
    private final double dropout;
    private final @Nullable KvCache cache;
    private @Nullable Tensor lastInput;
    private @Nullable Tensor lastDropped;

    /** @param dropout probability for the adapter's inputs; 0 outside training */
    ForwardPass(
            RotaryEmbedding.Window window, @Nullable LoraAdapter adapter, double dropout, @Nullable KvCache cache) {
        this.window = window;
        this.adapter = adapter;
        this.dropout = dropout;
        this.cache = cache;
    }

    RotaryEmbedding.Window window() {
        return window;
    }

    @Nullable KvCache cache() {
        return cache;
    }

    Tensor project(Tensor input, Tensor weight, int layer, Projection projection) {
        Tensor output = torch.linear(input, weight);
        return adapter == null || !adapter.targets(projection)
                ? output
                : adapter.addUpdate(output, dropped(input), layer, projection);
    }

    /** Projections that read the same input share its dropout mask, as drawing masks is a good part of a step on a CPU. */
    private Tensor dropped(Tensor input) {
        if (dropout == 0) {
            return input;
        }
        Tensor known = lastDropped;
        if (known == null || lastInput != input) {
            known = torch.dropout(input, dropout, true);
            lastInput = input;
            lastDropped = known;
        }
        return known;
    }
}
