package ai.arkor.local.engine.model;

import java.util.EnumMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** One decoder layer: attention, then the gated feed-forward part, each on a normalised copy of the residual stream. */
@SuppressWarnings("try") // scopes work by being open; nothing is called on them
final class LlamaLayer implements AutoCloseable {
    private final LlamaConfig config;
    private final int layer;
    private final Map<Projection, Tensor> weights = new EnumMap<>(Projection.class);
    private final RmsNorm inputNorm;
    private final RmsNorm postAttentionNorm;
    private final TensorOptional noMask;
    private final DoubleOptional defaultScale;

    LlamaLayer(LlamaConfig config, ParameterSet parameters, int layer) {
        this.config = config;
        this.layer = layer;
        for (Projection projection : Projection.values()) {
            weights.put(projection, parameters.tensor(LlamaParameters.weight(layer, projection)));
        }
        inputNorm = new RmsNorm(config, parameters.tensor(LlamaParameters.inputNorm(layer)));
        postAttentionNorm = new RmsNorm(config, parameters.tensor(LlamaParameters.postAttentionNorm(layer)));
        try (PointerScope scope = new PointerScope()) {
            noMask = new TensorOptional().retainReference();
            defaultScale = new DoubleOptional().retainReference();
        }
    }

    /** @param x residual stream, shape [batch, length, hiddenSize]; the result has the same shape */
    Tensor forward(Tensor x, ForwardPass pass) {
        Tensor attended = x.add(attention(inputNorm.apply(x), pass));
        return attended.add(feedForward(postAttentionNorm.apply(attended), pass));
    }

    private Tensor attention(Tensor x, ForwardPass pass) {
        long batch = x.size(0);
        long length = x.size(1);
        Tensor q = pass.window().rotate(heads(project(x, Projection.Q, pass), batch, length, config.attentionHeads()));
        Tensor k = pass.window().rotate(heads(project(x, Projection.K, pass), batch, length, config.keyValueHeads()));
        Tensor v = heads(project(x, Projection.V, pass), batch, length, config.keyValueHeads());
        KvCache cache = pass.cache();
        if (cache != null) {
            cache.store(layer, k.transpose(1, 2), v.transpose(1, 2), length);
        }
        Tensor mixed = cache != null && length == 1
                ? attendToCache(q, cache)
                : attendCausally(q, repeatForQueries(k, batch, length), repeatForQueries(v, batch, length));
        return project(mixed.reshape(batch, length, config.queryWidth()), Projection.O, pass);
    }

    private Tensor heads(Tensor x, long batch, long length, int count) {
        return x.view(batch, length, count, config.headSize());
    }

    /** @return shape [batch, length, attentionHeads, headSize] */
    private Tensor attendCausally(Tensor q, Tensor k, Tensor v) {
        return torch.scaled_dot_product_attention(
                        q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2), noMask, 0.0, true, defaultScale, false)
                .transpose(1, 2);
    }

    /**
     * Attention of a single token, which may look at everything there is. The query heads that share a key head stand where a
     * sequence's positions would, so nothing has to be repeated for them.
     */
    private Tensor attendToCache(Tensor q, KvCache cache) {
        int group = config.attentionHeads() / config.keyValueHeads();
        return torch.scaled_dot_product_attention(
                q.view(1, config.keyValueHeads(), group, config.headSize()),
                cache.keys(layer, 1),
                cache.values(layer, 1),
                noMask,
                0.0,
                false,
                defaultScale,
                false);
    }

    /** The fused attention kernel for CPUs wants as many key heads as query heads; repeating them costs less than losing it. */
    private Tensor repeatForQueries(Tensor heads, long batch, long length) {
        int group = config.attentionHeads() / config.keyValueHeads();
        return group == 1
                ? heads
                : heads.unsqueeze(3)
                        .expand(batch, length, config.keyValueHeads(), group, config.headSize())
                        .reshape(batch, length, config.attentionHeads(), config.headSize());
    }

    private Tensor feedForward(Tensor x, ForwardPass pass) {
        Tensor gate = torch.silu(project(x, Projection.GATE, pass));
        return project(gate.mul(project(x, Projection.UP, pass)), Projection.DOWN, pass);
    }

    private Tensor project(Tensor x, Projection projection, ForwardPass pass) {
        Tensor weight = weights.get(projection);
        if (weight == null) {
            throw new IllegalStateException("No weight for " + projection);
        }
        return pass.project(x, weight, layer, projection);
    }

    @Override
    public void close() {
        inputNorm.close();
        postAttentionNorm.close();
        noMask.releaseReference();
        defaultScale.releaseReference();
    }
}
