package ai.arkor.local.engine.model;

import java.nio.FloatBuffer;

/** The forward pass written out in plain float64 loops, one token after another, without a tensor library. */
final class ReferenceLlama {
    private final LlamaModel model;
    private final LlamaConfig config;

    ReferenceLlama(LlamaModel model) {
        this.model = model;
        this.config = model.config();
    }

    /** @return scores of the next token after each position, [length][vocabularySize] */
    double[][] logits(int... tokens) {
        double[][] x = new double[tokens.length][];
        double[][] embedding = matrix("model.embed_tokens.weight", config.vocabularySize());
        for (int t = 0; t < tokens.length; t++) {
            x[t] = embedding[tokens[t]].clone();
        }
        for (int layer = 0; layer < config.layers(); layer++) {
            String prefix = "model.layers." + layer + ".";
            addAttention(x, prefix);
            addFeedForward(x, prefix);
        }
        double[][] head = config.tiedEmbeddings() ? embedding : matrix("lm_head.weight", config.vocabularySize());
        double[][] logits = new double[tokens.length][];
        for (int t = 0; t < tokens.length; t++) {
            logits[t] = times(head, normalised(x[t], "model.norm.weight"));
        }
        return logits;
    }

    private void addAttention(double[][] x, String prefix) {
        int d = config.headSize();
        int heads = config.attentionHeads();
        int keyHeads = config.keyValueHeads();
        double[][] wq = matrix(prefix + "self_attn.q_proj.weight", heads * d);
        double[][] wk = matrix(prefix + "self_attn.k_proj.weight", keyHeads * d);
        double[][] wv = matrix(prefix + "self_attn.v_proj.weight", keyHeads * d);
        double[][] wo = matrix(prefix + "self_attn.o_proj.weight", config.hiddenSize());
        double[][] q = new double[x.length][];
        double[][] k = new double[x.length][];
        double[][] v = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            double[] input = normalised(x[t], prefix + "input_layernorm.weight");
            q[t] = rotated(times(wq, input), t);
            k[t] = rotated(times(wk, input), t);
            v[t] = times(wv, input);
        }
        for (int t = 0; t < x.length; t++) {
            double[] mixed = new double[heads * d];
            for (int h = 0; h < heads; h++) {
                int keyHead = h / (heads / keyHeads);
                double[] weights = new double[t + 1];
                double sum = 0;
                for (int s = 0; s <= t; s++) {
                    double dot = 0;
                    for (int i = 0; i < d; i++) {
                        dot += q[t][h * d + i] * k[s][keyHead * d + i];
                    }
                    weights[s] = Math.exp(dot / Math.sqrt(d));
                    sum += weights[s];
                }
                for (int s = 0; s <= t; s++) {
                    for (int i = 0; i < d; i++) {
                        mixed[h * d + i] += weights[s] / sum * v[s][keyHead * d + i];
                    }
                }
            }
            add(x[t], times(wo, mixed));
        }
    }

    private double[] rotated(double[] heads, int position) {
        int d = config.headSize();
        double[] out = new double[heads.length];
        for (int at = 0; at < heads.length; at += d) {
            for (int i = 0; i < d / 2; i++) {
                double angle = position / Math.pow(config.ropeTheta(), 2.0 * i / d);
                double a = heads[at + i];
                double b = heads[at + i + d / 2];
                out[at + i] = a * Math.cos(angle) - b * Math.sin(angle);
                out[at + i + d / 2] = b * Math.cos(angle) + a * Math.sin(angle);
            }
        }
        return out;
    }

    private void addFeedForward(double[][] x, String prefix) {
        double[][] wGate = matrix(prefix + "mlp.gate_proj.weight", config.intermediateSize());
        double[][] wUp = matrix(prefix + "mlp.up_proj.weight", config.intermediateSize());
        double[][] wDown = matrix(prefix + "mlp.down_proj.weight", config.hiddenSize());
        for (double[] row : x) {
            double[] input = normalised(row, prefix + "post_attention_layernorm.weight");
            double[] gate = times(wGate, input);
            double[] up = times(wUp, input);
            for (int i = 0; i < gate.length; i++) {
                gate[i] = gate[i] / (1 + Math.exp(-gate[i])) * up[i];
            }
            add(row, times(wDown, gate));
        }
    }

    private double[] normalised(double[] x, String gainName) {
        FloatBuffer gain = model.parameters().copy(gainName);
        double squares = 0;
        for (double value : x) {
            squares += value * value;
        }
        double scale = 1 / Math.sqrt(squares / x.length + config.rmsNormEpsilon());
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = x[i] * scale * gain.get(i);
        }
        return out;
    }

    private double[][] matrix(String name, int rows) {
        FloatBuffer values = model.parameters().copy(name);
        int columns = values.limit() / rows;
        double[][] matrix = new double[rows][columns];
        for (int i = 0; i < values.limit(); i++) {
            matrix[i / columns][i % columns] = values.get(i);
        }
        return matrix;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] out = new double[matrix.length];
        for (int row = 0; row < matrix.length; row++) {
            for (int i = 0; i < vector.length; i++) {
                out[row] += matrix[row][i] * vector[i];
            }
        }
        return out;
    }

    private static void add(double[] target, double[] values) {
        for (int i = 0; i < target.length; i++) {
            target[i] += values[i];
        }
    }
}
