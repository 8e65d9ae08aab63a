package ai.arkor.local.engine.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The matrices A and B of a LoRA adapter for one model shape. Owns native memory until closed. Used by one thread at a time. */
@SuppressWarnings("try") // scopes work by being open; nothing is called on them
public final class LoraAdapter implements AutoCloseable {
    private final LoraConfig config;
    private final ParameterSet parameters;
    private final Scalar scale;
    private final List<Map<Projection, LowRank>> layers = new ArrayList<>();

    private record LowRank(Tensor a, Tensor b) {}

    LoraAdapter(LlamaConfig model, LoraConfig config, Precision precision) {
        this.config = config;
        this.parameters = new ParameterSet(specs(model, config), precision);
        for (int layer = 0; layer < model.layers(); layer++) {
            Map<Projection, LowRank> updates = new EnumMap<>(Projection.class);
            for (Projection projection : config.targets()) {
                Tensor a = parameters.tensor(nameOfA(layer, projection));
                updates.put(projection, new LowRank(a, parameters.tensor(nameOfB(layer, projection))));
            }
            layers.add(updates);
        }
        try (PointerScope scope = new PointerScope()) {
            scale = new Scalar(config.scale()).retainReference();
        }
    }

    /** A new adapter that changes nothing yet: A uniform as in PEFT (He et al. 2015 with a = sqrt 5), B zero. */
    public static LoraAdapter initialize(LlamaConfig model, LoraConfig config, Precision precision, long seed) {
        LoraAdapter adapter = new LoraAdapter(model, config, precision);
        adapter.parameters.initialize(seed);
        return adapter;
    }

    /**
     * An adapter from a folder in PEFT's format.
     *
     * @throws ModelException when the adapter is of another kind or has settings this engine does not compute
     * @throws ai.arkor.local.engine.weights.WeightsException when its matrices are missing or do not fit the model
     */
    public static LoraAdapter load(Path folder, LlamaConfig model, Precision precision) {
        return AdapterFolder.load(folder, model, precision);
    }

    private static List<ParameterSpec> specs(LlamaConfig model, LoraConfig config) {
        List<ParameterSpec> specs = new ArrayList<>();
        for (int layer = 0; layer < model.layers(); layer++) {
            for (Projection projection : Projection.values()) {
                if (config.targets().contains(projection)) {
                    int inputs = projection.inputs(model);
                    Initialization uniform = Initialization.uniform(1 / Math.sqrt(inputs));
                    specs.add(ParameterSpec.matrix(nameOfA(layer, projection), config.r(), inputs, uniform));
                    specs.add(ParameterSpec.matrix(
                            nameOfB(layer, projection),
                            projection.outputs(model),
                            config.r(),
                            Initialization.constant(0)));
                }
            }
        }
        return specs;
    }

    /** As in PEFT's files: {@code base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight}, shape [r, inputs]. */
    public static String nameOfA(int layer, Projection projection) {
        return "base_model.model." + projection.path(layer) + ".lora_A.weight";
    }

    /** Shape [outputs, r]. */
    public static String nameOfB(int layer, Projection projection) {
        return "base_model.model." + projection.path(layer) + ".lora_B.weight";
    }

    public LoraConfig config() {
        return config;
    }

    public ParameterSet parameters() {
        return parameters;
    }

    boolean targets(Projection projection) {
        return config.targets().contains(projection);
    }

    /** @return {@code base} plus the scaled low-rank update for {@code input}, for a projection this adapter targets */
    Tensor addUpdate(Tensor base, Tensor input, int layer, Projection projection) {
        LowRank update = layers.get(layer).get(projection);
        if (update == null) {
            throw new IllegalArgumentException(projection + " is no target");
        }
        return base.add(torch.linear(torch.linear(input, update.a()), update.b()), scale);
    }

    @Override
    public void close() {
        scale.releaseReference();
        parameters.close();
    }
}
