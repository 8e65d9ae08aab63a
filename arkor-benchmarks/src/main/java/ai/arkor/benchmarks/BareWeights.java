package ai.arkor.benchmarks;

import ai.arkor.local.engine.model.LlamaModel;
import ai.arkor.local.engine.model.LoraAdapter;
import ai.arkor.local.engine.model.Projection;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Copies of a model's tensors, each one a tensor of its own, in the order a hand-written loop would hold them. */
record BareWeights(Tensor embedding, Tensor finalNorm, List<Layer> layers) {
    /** @param weights by {@link Projection#ordinal()}, and so the two adapter lists, which are empty without an adapter */
    record Layer(Tensor inputNorm, Tensor postAttentionNorm, Tensor[] weights, Tensor[] a, Tensor[] b) {}

    static BareWeights copyOf(LlamaModel model) {
        return copyOf(model, null);
    }

    static BareWeights copyOf(LlamaModel model, @org.jspecify.annotations.Nullable LoraAdapter adapter) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < model.config().layers(); i++) {
            Tensor[] weights = new Tensor[Projection.values().length];
            Tensor[] a = new Tensor[weights.length];
            Tensor[] b = new Tensor[weights.length];
            for (Projection projection : Projection.values()) {
                String block = projection.ordinal() < Projection.GATE.ordinal() ? "self_attn." : "mlp.";
                String name = "model.layers." + i + "." + block + projection.projectionName() + ".weight";
                weights[projection.ordinal()] = copy(model, name);
                if (adapter != null) {
                    a[projection.ordinal()] = trainable(adapter, LoraAdapter.nameOfA(i, projection));
                    b[projection.ordinal()] = trainable(adapter, LoraAdapter.nameOfB(i, projection));
                }
            }
            layers.add(new Layer(
                    copy(model, "model.layers." + i + ".input_layernorm.weight"),
                    copy(model, "model.layers." + i + ".post_attention_layernorm.weight"),
                    weights,
                    a,
                    b));
        }
        return new BareWeights(copy(model, "model.embed_tokens.weight"), copy(model, "model.norm.weight"), layers);
    }

    private static Tensor copy(LlamaModel model, String name) {
        return model.parameters().tensor(name).detach().clone();
    }

    private static Tensor trainable(LoraAdapter adapter, String name) {
        return adapter.parameters().tensor(name).detach().clone().requires_grad_(true);
    }
}
