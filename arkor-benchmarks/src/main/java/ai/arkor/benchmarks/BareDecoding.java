package ai.arkor.benchmarks;

import ai.arkor.local.engine.model.LlamaConfig;
import ai.arkor.local.engine.model.Projection;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Greedy decoding from a single token as one would write it by hand on libtorch, with keys and values kept in place. */
@SuppressWarnings("try") // scopes and guards work by being open; nothing is called on them
final class BareDecoding {
    private final LlamaConfig config;
    private final BareWeights weights;
    private final long[] hidden;
    private final DoubleOptional epsilon;
    private final TensorOptional noMask = new TensorOptional();
    private final DoubleOptional defaultScale = new DoubleOptional();
    private final Tensor cos;
    private final Tensor sin;
    private final Tensor[] keys;
    private final Tensor[] values;

    BareDecoding(LlamaConfig config, BareWeights weights, int capacity) {
        this.config = config;
        this.weights = weights;
        this.hidden = new long[] {config.hiddenSize()};
        this.epsilon = new DoubleOptional(config.rmsNormEpsilon());
        this.cos = BareRotary.table(config, capacity, false);
        this.sin = BareRotary.table(config, capacity, true);
        this.keys = new Tensor[config.layers()];
        this.values = new Tensor[config.layers()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = torch.zeros(1, config.keyValueHeads(), capacity, config.headSize());
            values[i] = torch.zeros(1, config.keyValueHeads(), capacity, config.headSize());
        }
    }

    List<Integer> decode(int first, int count) {
        List<Integer> tokens = new ArrayList<>();
        int token = first;
        try (NoGradGuard noGrad = new NoGradGuard()) {
            for (int position = 0; position < count; position++) {
                try (PointerScope scope = new PointerScope()) {
                    token = (int) logits(token, position).argmax().item_long();
                }
                tokens.add(token);
            }
        }
        return tokens;
    }

    private Tensor logits(int token, int position) {
        Tensor positionCos = cos.narrow(0, position, 1);
        Tensor positionSin = sin.narrow(0, position, 1);
        Tensor x = torch.embedding(weights.embedding(), Tensor.create(new long[] {token}, 1, 1));
        for (int i = 0; i < keys.length; i++) {
            BareWeights.Layer layer = weights.layers().get(i);
            Tensor h = torch.rms_norm(x, hidden, new TensorOptional(layer.inputNorm()), epsilon);
            Tensor q = heads(linear(h, layer, Projection.Q), config.attentionHeads());
            Tensor k = heads(linear(h, layer, Projection.K), config.keyValueHeads());
            keys[i].narrow(2, position, 1).copy_(BareRotary.rotate(k, positionCos, positionSin));
            values[i].narrow(2, position, 1).copy_(heads(linear(h, layer, Projection.V), config.keyValueHeads()));
            Tensor mixed = torch.scaled_dot_product_attention(
                    BareRotary.rotate(q, positionCos, positionSin),
                    keys[i].narrow(2, 0, position + 1),
                    values[i].narrow(2, 0, position + 1),
                    noMask,
                    0,
                    false,
                    defaultScale,
                    true);
            x = x.add(linear(mixed.transpose(1, 2).reshape(1, 1, config.queryWidth()), layer, Projection.O));
            Tensor n = torch.rms_norm(x, hidden, new TensorOptional(layer.postAttentionNorm()), epsilon);
            Tensor gated = torch.silu(linear(n, layer, Projection.GATE)).mul(linear(n, layer, Projection.UP));
            x = x.add(linear(gated, layer, Projection.DOWN));
        }
        return torch.linear(torch.rms_norm(x, hidden, new TensorOptional(weights.finalNorm()), epsilon), weights.embedding());
    }

    private Tensor heads(Tensor x, int count) {
        return x.view(1, 1, count, config.headSize()).transpose(1, 2);
    }

    private static Tensor linear(Tensor x, BareWeights.Layer layer, Projection projection) {
        return torch.linear(x, layer.weights()[projection.ordinal()]);
    }
}
