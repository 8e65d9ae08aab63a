package ai.arkor.local.engine.model;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Random models small enough to check by hand, with weights large enough that every part of the pass matters. */
final class TinyModels {
    static final LlamaConfig GROUPED = new LlamaConfig(40, 24, 36, 3, 6, 2, 4, 300, 1e-5, 10_000, true, 1, 2);
    static final LlamaConfig UNTIED = new LlamaConfig(40, 24, 36, 2, 3, 3, 8, 300, 1e-5, 500, false, 1, 2);

    private TinyModels() {}

    static LlamaModel random(LlamaConfig config, Precision precision) {
        LlamaModel model = LlamaModel.initialize(config, precision, 3);
        fill(model.parameters(), 0.4, 11);
        return model;
    }

    static void fill(ParameterSet parameters, double deviation, long seed) {
        Random random = new Random(seed);
        for (String name : parameters.names()) {
            boolean gain = name.endsWith("norm.weight");
            parameters.load(name, target -> {
                while (target.hasRemaining()) {
                    target.put((float) ((gain ? 1 : 0) + deviation * random.nextGaussian()));
                }
            });
        }
    }

    static Tensor ids(int... tokens) {
        long[] ids = new long[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            ids[i] = tokens[i];
        }
        return Tensor.create(ids, 1, tokens.length);
    }

    /** @return [length][vocabularySize] */
    static double[][] logits(LlamaModel model, Tensor hidden) {
        Tensor logits = model.logits(hidden).detach().to(torch.ScalarType.Double).contiguous();
        int vocabulary = model.config().vocabularySize();
        DoubleBuffer values = logits.createBuffer();
        double[][] rows = new double[values.remaining() / vocabulary][vocabulary];
        for (double[] row : rows) {
            values.get(row);
        }
        return rows;
    }

    @SuppressWarnings("try") // the scope works by being open
    static double[][] logits(LlamaModel model, LoraAdapter adapter, int... tokens) {
        try (PointerScope scope = new PointerScope()) {
            return logits(model, model.hiddenStates(ids(tokens), adapter, false));
        }
    }

    @SuppressWarnings("try") // the scope works by being open
    static double[][] logits(LlamaModel model, int... tokens) {
        try (PointerScope scope = new PointerScope()) {
            return logits(model, model.hiddenStates(ids(tokens)));
        }
    }

    static float[] floats(ParameterSet parameters, String name) {
        FloatBuffer values = parameters.copy(name);
        float[] copy = new float[values.remaining()];
        values.get(copy);
        return copy;
    }
}
