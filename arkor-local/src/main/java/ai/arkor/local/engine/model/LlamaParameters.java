package ai.arkor.local.engine.model;

import java.util.ArrayList;
import java.util.List;

/** The parameters of a Llama model, by their names in Hugging Face checkpoints, and how they start. */
final class LlamaParameters {
    static final String EMBEDDING = "model.embed_tokens.weight";
    static final String FINAL_NORM = "model.norm.weight";
    static final String HEAD = "lm_head.weight";
    private static final double STANDARD_DEVIATION = 0.02;

    private LlamaParameters() {}

    static String inputNorm(int layer) {
        return "model.layers." + layer + ".input_layernorm.weight";
    }

    static String postAttentionNorm(int layer) {
        return "model.layers." + layer + ".post_attention_layernorm.weight";
    }

    static String weight(int layer, Projection projection) {
        return projection.path(layer) + ".weight";
    }

    static List<ParameterSpec> of(LlamaConfig config) {
        List<ParameterSpec> specs = new ArrayList<>();
        Initialization normal = Initialization.normal(STANDARD_DEVIATION);
        specs.add(ParameterSpec.matrix(EMBEDDING, config.vocabularySize(), config.hiddenSize(), normal));
        for (int layer = 0; layer < config.layers(); layer++) {
            specs.add(ParameterSpec.gain(inputNorm(layer), config.hiddenSize()));
            specs.add(ParameterSpec.gain(postAttentionNorm(layer), config.hiddenSize()));
            for (Projection projection : Projection.values()) {
                specs.add(ParameterSpec.matrix(
                        weight(layer, projection),
                        projection.outputs(config),
                        projection.inputs(config),
                        Initialization.normal(standardDeviation(config, projection))));
            }
        }
        specs.add(ParameterSpec.gain(FINAL_NORM, config.hiddenSize()));
        if (!config.tiedEmbeddings()) {
            specs.add(ParameterSpec.matrix(HEAD, config.vocabularySize(), config.hiddenSize(), normal));
        }
        return specs;
    }

    /** What writes into the residual stream starts smaller by the root of the number of writers (Radford et al. 2019, GPT-2). */
    private static double standardDeviation(LlamaConfig config, Projection projection) {
        boolean writesResidual = projection == Projection.O || projection == Projection.DOWN;
        return writesResidual ? STANDARD_DEVIATION / Math.sqrt(2.0 * config.layers()) : STANDARD_DEVIATION;
    }
}
