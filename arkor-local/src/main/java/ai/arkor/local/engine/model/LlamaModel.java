package ai.arkor.local.engine.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A Llama-architecture decoder (Touvron et al. 2023): RMSNorm, rotary embeddings, grouped-query attention, SwiGLU.
 *
 * <p>Every tensor a method returns belongs to the {@link PointerScope} the caller opened. Owns native memory until closed.
 * Used by one thread at a time.
 */
@SuppressWarnings("try") // scopes and guards work by being open; nothing is called on them
public final class LlamaModel implements AutoCloseable {
    static {
        EngineThreads.apply();
    }

    private final LlamaConfig config;
    private final ParameterSet parameters;
    private final RotaryEmbedding rotary;
    private final List<LlamaLayer> layers = new ArrayList<>();
    private final long[] normShape;
    private final DoubleOptional epsilon;
    private final TensorOptional finalGain;

    private LlamaModel(LlamaConfig config, Precision precision) {
        this.config = config;
        this.parameters = new ParameterSet(LlamaParameters.of(config), precision);
        this.rotary = new RotaryEmbedding(config.headSize(), config.ropeTheta(), precision);
        this.normShape = new long[] {config.hiddenSize()};
        try (PointerScope scope = new PointerScope()) {
            this.epsilon = new DoubleOptional(config.rmsNormEpsilon()).retainReference();
            this.finalGain = new TensorOptional(parameters.tensor(LlamaParameters.FINAL_NORM)).retainReference();
        }
        for (int layer = 0; layer < config.layers(); layer++) {
            layers.add(new LlamaLayer(config, parameters, layer, rotary, epsilon));
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
     * The final hidden states, normalised.
     *
     * @param tokenIds shape [batch, length], int64; rows are padded on the right, which causal attention never looks at
     * @return shape [batch, length, hiddenSize]
     */
    public Tensor hiddenStates(Tensor tokenIds) {
        RotaryEmbedding.Window window = rotary.window(0, (int) tokenIds.size(1));
        Tensor x = torch.embedding(parameters.tensor(LlamaParameters.EMBEDDING), tokenIds);
        for (LlamaLayer layer : layers) {
            x = layer.forward(x, window);
        }
        return torch.rms_norm(x, normShape, finalGain, epsilon);
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
        epsilon.releaseReference();
        finalGain.releaseReference();
        parameters.close();
    }
}
