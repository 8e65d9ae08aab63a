package ai.arkor.local.engine.model;

import java.util.Arrays;
import java.util.Optional;

/** The seven linear maps of a Llama layer, by their names in Hugging Face checkpoints. */
public enum Projection {
    Q("self_attn", "q_proj"),
    K("self_attn", "k_proj"),
    V("self_attn", "v_proj"),
    O("self_attn", "o_proj"),
    GATE("mlp", "gate_proj"),
    UP("mlp", "up_proj"),
    DOWN("mlp", "down_proj");

    private final String block;
    private final String projectionName;

    Projection(String block, String projectionName) {
        this.block = block;
        this.projectionName = projectionName;
    }

    /** As in PEFT's {@code target_modules}: {@code q_proj}. */
    public String projectionName() {
        return projectionName;
    }

    public static Optional<Projection> named(String projectionName) {
        return Arrays.stream(values())
                .filter(projection -> projection.projectionName.equals(projectionName))
                .findFirst();
    }

    /** {@code model.layers.3.self_attn.q_proj} */
    String path(int layer) {
        return "model.layers." + layer + "." + block + "." + projectionName;
    }

    int outputs(LlamaConfig config) {
        return switch (this) {
            case Q -> config.queryWidth();
            case K, V -> config.keyValueWidth();
            case O, DOWN -> config.hiddenSize();
            case GATE, UP -> config.intermediateSize();
        };
    }

    int inputs(LlamaConfig config) {
        return switch (this) {
            case Q, K, V, GATE, UP -> config.hiddenSize();
            case O -> config.queryWidth();
            case DOWN -> config.intermediateSize();
        };
    }
}
