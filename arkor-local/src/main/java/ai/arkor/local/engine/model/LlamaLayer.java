package ai.arkor.local.engine.model;

import static ai.arkor.local.engine.model.LlamaParameters.weight;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** One decoder layer: attention, then the gated feed-forward part, each on a normalised copy of the residual stream. */
@SuppressWarnings("try") // scopes and guards work by being open; nothing is called on them
final class LlamaLayer implements AutoCloseable {
    private final LlamaConfig config;
    private final ParameterSet parameters;
    private final int layer;
    private final RotaryEmbedding rotary;
    private final DoubleOptional epsilon;
    private final long[] normShape;
    private final TensorOptional inputGain;
    private final TensorOptional postAttentionGain;
    private final TensorOptional noMask;
    private final DoubleOptional defaultScale;

    LlamaLayer(LlamaConfig config, ParameterSet parameters, int layer, RotaryEmbedding rotary, DoubleOptional epsilon) {
        this.config = config;
        this.parameters = parameters;
        this.layer = layer;
        this.rotary = rotary;
        this.epsilon = epsilon;
        this.normShape = new long[] {config.hiddenSize()};
        try (PointerScope scope = new PointerScope()) {
            inputGain = new TensorOptional(parameters.tensor(LlamaParameters.inputNorm(layer))).retainReference();
            postAttentionGain =
                    new TensorOptional(parameters.tensor(LlamaParameters.postAttentionNorm(layer))).retainReference();
            noMask = new TensorOptional().retainReference();
            defaultScale = new DoubleOptional().retainReference();
        }
    }

    /** @param x residual stream, shape [batch, length, hiddenSize]; the result has the same shape */
    Tensor forward(Tensor x, RotaryEmbedding.Window window) {
        Tensor attended = x.add(attention(torch.rms_norm(x, normShape, inputGain, epsilon), window));
        return attended.add(feedForward(torch.rms_norm(attended, normShape, postAttentionGain, epsilon)));
    }

    private Tensor attention(Tensor x, RotaryEmbedding.Window window) {
        long batch = x.size(0);
        long length = x.size(1);
        Tensor q = rotary.rotate(heads(project(x, Projection.Q), config.attentionHeads()), window);
        Tensor k = rotary.rotate(heads(project(x, Projection.K), config.keyValueHeads()), window);
        Tensor v = heads(project(x, Projection.V), config.keyValueHeads());
        Tensor mixed = torch.scaled_dot_product_attention(
                q.transpose(1, 2),
                repeatForQueries(k, batch, length).transpose(1, 2),
                repeatForQueries(v, batch, length).transpose(1, 2),
                noMask,
                0.0,
                true,
                defaultScale,
                false);
        return project(mixed.transpose(1, 2).reshape(batch, length, config.queryWidth()), Projection.O);
    }

    private Tensor heads(Tensor x, int count) {
        return x.view(x.size(0), x.size(1), count, config.headSize());
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

    private Tensor feedForward(Tensor x) {
        return project(torch.silu(project(x, Projection.GATE)).mul(project(x, Projection.UP)), Projection.DOWN);
    }

    private Tensor project(Tensor x, Projection projection) {
        return torch.linear(x, parameters.tensor(weight(layer, projection)));
    }

    @Override
    public void close() {
        inputGain.releaseReference();
        postAttentionGain.releaseReference();
        noMask.releaseReference();
        defaultScale.releaseReference();
    }
}
