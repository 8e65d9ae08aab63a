package ai.arkor.local.engine.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * A Llama-architecture decoder (Touvron et al. 2023): RMSNorm, rotary embeddings, grouped-query attention, SwiGLU.
 *
 * <p>Every tensor a method returns belongs to the {@link PointerScope} the caller opened. Owns native memory until closed.
 * Used by one thread at a time.
 */
public final class LlamaModel implements AutoCloseable {
    static {
        EngineThreads.apply();
    }

    private final LlamaConfig config;
    private final ParameterSet parameters;
    private final RotaryEmbedding rotary;
    private final List<LlamaLayer> layers = new ArrayList<>();
    private final RmsNorm finalNorm;

    private LlamaModel(LlamaConfig config, Precision precision) {
        this.config = config;
        this.parameters = new ParameterSet(LlamaParameters.of(config), precision);
        this.rotary = new RotaryEmbedding(config.headSize(), config.ropeTheta(), precision);
        this.finalNorm = new RmsNorm(config, parameters.tensor(LlamaParameters.FINAL_NORM));
        for (int layer = 0; layer < config.layers(); layer++) {
            layers.add(new LlamaLayer(config, parameters, layer));
        }
    }

    /** A model with random weights: normal with deviation 0.02, smaller where a layer writes into the residual stream. */
    public static LlamaModel initialize(LlamaConfig config, Precision precision, long seed) {
        LlamaModel model = new LlamaModel(config, precision);
        model.parameters.initialize(seed);
        return model;
    }

    /**
     * A model from a Hugging Face folder: {@code config.json} and {@code model.safetensors} or its shards.
     *
     * @throws ModelException when the configuration asks for what this engine does not compute
     * @throws ai.arkor.local.engine.weights.WeightsException when weights are missing, truncated or of another shape
     */
    public static LlamaModel load(Path folder, Precision precision) {
        LlamaModel model = new LlamaModel(LlamaConfig.read(folder.resolve("config.json")), precision);
        try {
            ModelFolder.readWeights(folder, model.parameters);
            return model;
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    public LlamaConfig config() {
        return config;
    }

    public ParameterSet parameters() {
        return parameters;
    }

    public Precision precision() {
        return parameters.precision();
    }

    /**
     * Token ids as the model reads them.
     *
     * @param ids row after row, each {@code length} long
     * @return shape [ids.length / length, length]
     * @throws IllegalArgumentException naming an id that is not in the vocabulary: the tokenizer is another model's
     */
    public Tensor tokenIds(long[] ids, int length) {
        for (long id : ids) {
            if (id < 0 || id >= config.vocabularySize()) {
                throw new IllegalArgumentException("Token " + id + " is not in the model's vocabulary of "
                        + config.vocabularySize() + "; the tokenizer belongs to another model.");
            }
        }
        return Tensor.create(ids, ids.length / length, length);
    }

    /** The final hidden states of the model alone; see {@link #hiddenStates(Tensor, LoraAdapter, boolean)}. */
    public Tensor hiddenStates(Tensor tokenIds) {
        return hiddenStates(tokenIds, null, false);
    }

    /**
     * The final hidden states, normalised.
     *
     * @param tokenIds shape [batch, length], int64; rows are padded on the right, which causal attention never looks at
     * @param adapter added to the projections it targets; null for the model alone
     * @param training whether the adapter's dropout applies
     * @return shape [batch, length, hiddenSize]
     */
    public Tensor hiddenStates(Tensor tokenIds, @Nullable LoraAdapter adapter, boolean training) {
        double dropout = training && adapter != null ? adapter.config().dropout() : 0;
        RotaryEmbedding.Window window = rotary.window(0, (int) tokenIds.size(1));
        return run(tokenIds, new ForwardPass(window, adapter, dropout, null));
    }

    /**
     * The final hidden states of tokens that follow those in the cache, which grows by them.
     *
     * @param tokenIds shape [1, length]: the whole prompt when the cache is empty, else a single token
     */
    public Tensor hiddenStates(Tensor tokenIds, @Nullable LoraAdapter adapter, KvCache cache) {
        int length = (int) tokenIds.size(1);
        cache.checkRoomFor(length);
        RotaryEmbedding.Window window = rotary.window(cache.length(), length);
        Tensor hidden = run(tokenIds, new ForwardPass(window, adapter, 0, cache));
        cache.advance(length);
        return hidden;
    }

    private Tensor run(Tensor tokenIds, ForwardPass pass) {
        Tensor x = torch.embedding(parameters.tensor(LlamaParameters.EMBEDDING), tokenIds);
        for (LlamaLayer layer : layers) {
            x = layer.forward(x, pass);
        }
        return finalNorm.apply(x);
    }

    /**
     * Unnormalised scores of the next token.
     *
     * @param hiddenStates shape [.., hiddenSize]
     * @return shape [.., vocabularySize]
     */
    public Tensor logits(Tensor hiddenStates) {
        String head = config.tiedEmbeddings() ? LlamaParameters.EMBEDDING : LlamaParameters.HEAD;
        return torch.linear(hiddenStates, parameters.tensor(head));
    }

    @Override
    public void close() {
        layers.forEach(LlamaLayer::close);
        rotary.close();
        finalNorm.close();
        parameters.close();
    }
}
