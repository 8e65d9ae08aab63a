package ai.arkor.benchmarks;

import ai.arkor.local.engine.model.LlamaConfig;
import ai.arkor.local.engine.model.Projection;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A LoRA training step as one would write it by hand on libtorch: fused operations, its AdamW, its gradient clipping. */
@SuppressWarnings("try") // scopes work by being open; nothing is called on them
final class BareTraining {
    private final LlamaConfig config;
    private final BareWeights weights;
    private final long[] hidden;
    private final DoubleOptional epsilon;
    private final TensorOptional noMask = new TensorOptional();
    private final DoubleOptional defaultScale = new DoubleOptional();
    private final Scalar loraScale;
    private final Tensor cos;
    private final Tensor sin;
    private final TensorVector trained = new TensorVector();
    private final AdamW optimizer;

    BareTraining(LlamaConfig config, BareWeights weights, double loraScale, double learningRate, int length) {
        this.config = config;
        this.weights = weights;
        this.hidden = new long[] {config.hiddenSize()};
        this.epsilon = new DoubleOptional(config.rmsNormEpsilon());
        this.loraScale = new Scalar(loraScale);
        this.cos = BareRotary.table(config, length, false);
        this.sin = BareRotary.table(config, length, true);
        for (BareWeights.Layer layer : weights.layers()) {
            for (int i = 0; i < layer.a().length; i++) {
                trained.push_back(layer.a()[i]);
                trained.push_back(layer.b()[i]);
            }
        }
        AdamWOptions options = new AdamWOptions(learningRate);
        options.weight_decay().put(0);
        this.optimizer = new AdamW(trained, options);
    }

    /** @return the loss before the step */
    double step(long[] inputs, long[] targets, int rows, int length) {
        try (PointerScope scope = new PointerScope()) {
            optimizer.zero_grad(false);
            Tensor logits = logits(Tensor.create(inputs, rows, length), rows, length);
            Tensor loss = torch.cross_entropy_loss(
                    logits.view(-1, config.vocabularySize()), Tensor.create(targets, targets.length));
            loss.backward();
            torch.clip_grad_norm_(trained, 1.0);
            optimizer.step();
            return loss.item_double();
        }
    }

    private Tensor logits(Tensor ids, int rows, int length) {
        Tensor x = torch.embedding(weights.embedding(), ids);
        for (BareWeights.Layer layer : weights.layers()) {
            Tensor h = torch.rms_norm(x, hidden, new TensorOptional(layer.inputNorm()), epsilon);
            Tensor q = heads(linear(h, layer, Projection.Q), rows, length, config.attentionHeads());
            Tensor k = heads(linear(h, layer, Projection.K), rows, length, config.keyValueHeads());
            Tensor v = heads(linear(h, layer, Projection.V), rows, length, config.keyValueHeads());
            Tensor mixed = torch.scaled_dot_product_attention(
                    BareRotary.rotate(q, cos, sin), BareRotary.rotate(k, cos, sin), v, noMask, 0, true, defaultScale, true);
            x = x.add(linear(mixed.transpose(1, 2).reshape(rows, length, config.queryWidth()), layer, Projection.O));
            Tensor n = torch.rms_norm(x, hidden, new TensorOptional(layer.postAttentionNorm()), epsilon);
            Tensor gated = torch.silu(linear(n, layer, Projection.GATE)).mul(linear(n, layer, Projection.UP));
            x = x.add(linear(gated, layer, Projection.DOWN));
        }
        return torch.linear(torch.rms_norm(x, hidden, new TensorOptional(weights.finalNorm()), epsilon), weights.embedding());
    }

    private Tensor heads(Tensor x, int rows, int length, int count) {
        return x.view(rows, length, count, config.headSize()).transpose(1, 2);
    }

    private Tensor linear(Tensor x, BareWeights.Layer layer, Projection projection) {
        int i = projection.ordinal();
        Tensor update = torch.linear(torch.linear(x, layer.a()[i]), layer.b()[i]);
        return torch.linear(x, layer.weights()[i]).add(update, loraScale);
    }
}
