package ai.arkor.local.engine.model;

import java.nio.file.Path;

/**
 * The shape of a Llama-architecture model; names follow Hugging Face's {@code config.json}.
 *
 * @param hiddenSize width of the residual stream
 * @param intermediateSize width of the gated feed-forward layer
 * @param keyValueHeads heads of keys and values; each serves {@code attentionHeads / keyValueHeads} query heads
 * @param headSize width of one attention head, even
 * @param maxPositions longest sequence, in tokens, the model was made for
 * @param tiedEmbeddings whether the output projection is the embedding itself
 */
public record LlamaConfig(
        int vocabularySize,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int attentionHeads,
        int keyValueHeads,
        int headSize,
        int maxPositions,
        double rmsNormEpsilon,
        double ropeTheta,
        boolean tiedEmbeddings,
        int bosTokenId,
        int eosTokenId) {

    public LlamaConfig {
        positive("vocab_size", vocabularySize);
        positive("hidden_size", hiddenSize);
        positive("intermediate_size", intermediateSize);
        positive("num_hidden_layers", layers);
        positive("num_attention_heads", attentionHeads);
        positive("num_key_value_heads", keyValueHeads);
        positive("head_dim", headSize);
        positive("max_position_embeddings", maxPositions);
        if (attentionHeads % keyValueHeads != 0) {
            throw new ModelException("num_attention_heads " + attentionHeads + " is not a multiple of num_key_value_heads "
                    + keyValueHeads + ".");
        }
        if (headSize % 2 != 0) {
            throw new ModelException("head_dim " + headSize + " is odd; rotary embeddings need pairs.");
        }
    }

    /** @throws ModelException naming the field when the configuration asks for what this engine does not compute */
    public static LlamaConfig read(Path configJson) {
        return LlamaConfigJson.read(configJson);
    }

    /** This configuration as the text of a Hugging Face {@code config.json}. */
    public String toJson(String torchDtype) {
        return LlamaConfigJson.write(this, torchDtype);
    }

    public int queryWidth() {
        return attentionHeads * headSize;
    }

    public int keyValueWidth() {
        return keyValueHeads * headSize;
    }

    private static void positive(String field, int value) {
        if (value < 1) {
            throw new ModelException(field + " must be at least 1, not " + value + ".");
        }
    }
}
