package ai.arkor.local.engine.model;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes {@code config.json}, and refuses by name the fields that would change the computation. */
final class LlamaConfigJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final List<String> BIASES = List.of("attention_bias", "mlp_bias");
    private static final List<String> ROTARY = List.of("rope_scaling", "rope_parameters");

    private LlamaConfigJson() {}

    static LlamaConfig read(Path file) {
        JsonNode node;
        try {
            node = JSON.readTree(file);
        } catch (JacksonException e) {
            throw new ModelException("Cannot read " + file + ": " + e.getOriginalMessage(), e);
        }
        refuseUnsupported(file, node);
        int hidden = required(file, node, "hidden_size");
        int heads = required(file, node, "num_attention_heads");
        return new LlamaConfig(
                required(file, node, "vocab_size"),
                hidden,
                required(file, node, "intermediate_size"),
                required(file, node, "num_hidden_layers"),
                heads,
                optional(node, "num_key_value_heads", heads),
                optional(node, "head_dim", hidden / heads),
                optional(node, "max_position_embeddings", 2048),
                node.path("rms_norm_eps").asDouble(1e-6),
                ropeTheta(node),
                node.path("tie_word_embeddings").asBoolean(false),
                tokenId(node.path("bos_token_id"), 1),
                tokenId(node.path("eos_token_id"), 2));
    }

    private static void refuseUnsupported(Path file, JsonNode node) {
        String type = node.path("model_type").asString("");
        if (!type.equals("llama")) {
            throw new ModelException(file + ": model_type \"" + type + "\" is not supported; this backend runs \"llama\".");
        }
        for (String bias : BIASES) {
            if (node.path(bias).asBoolean(false)) {
                throw unsupported(file, bias, "true");
            }
        }
        for (String field : List.of("sliding_window", "quantization_config")) {
            if (isPresent(node.path(field))) {
                throw unsupported(file, field, node.path(field).toString());
            }
        }
        for (String field : ROTARY) {
            JsonNode value = node.path(field);
            String unnamed = field.equals("rope_parameters") ? "default" : "";
            String kind = value.path("rope_type").asString(value.path("type").asString(unnamed));
            if (isPresent(value) && !kind.equals("default")) {
                throw unsupported(file, field, value.toString());
            }
        }
        double rotated = node.path("rope_parameters").path("partial_rotary_factor").asDouble(1)
                * node.path("partial_rotary_factor").asDouble(1);
        if (rotated != 1) {
            throw unsupported(file, "partial_rotary_factor", Double.toString(rotated));
        }
        String activation = node.path("hidden_act").asString("silu");
        if (!activation.equals("silu")) {
            throw unsupported(file, "hidden_act", activation);
        }
    }

    private static boolean isPresent(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    private static int optional(JsonNode node, String field, int fallback) {
        return isPresent(node.path(field)) ? node.path(field).asInt() : fallback;
    }

    /** Newer configurations keep it among {@code rope_parameters}. */
    private static double ropeTheta(JsonNode node) {
        JsonNode theta = node.path("rope_parameters").path("rope_theta");
        return isPresent(theta) ? theta.asDouble() : node.path("rope_theta").asDouble(10_000);
    }

    private static ModelException unsupported(Path file, String field, String value) {
        return new ModelException(file + ": " + field + " = " + value + " is not supported by the embedded backend.");
    }

    private static int required(Path file, JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isInt()) {
            throw new ModelException(file + ": " + field + " is missing or not a whole number.");
        }
        return value.asInt();
    }

    /** Some models list several end tokens; the first is the one that closes a text. */
    private static int tokenId(JsonNode node, int fallback) {
        return node.isArray() ? node.path(0).asInt(fallback) : node.asInt(fallback);
    }

    static String write(LlamaConfig config, String torchDtype) {
        ObjectNode node = JSON.createObjectNode();
        node.putArray("architectures").add("LlamaForCausalLM");
        node.put("model_type", "llama");
        node.put("hidden_size", config.hiddenSize());
        node.put("intermediate_size", config.intermediateSize());
        node.put("num_hidden_layers", config.layers());
        node.put("num_attention_heads", config.attentionHeads());
        node.put("num_key_value_heads", config.keyValueHeads());
        node.put("head_dim", config.headSize());
        node.put("vocab_size", config.vocabularySize());
        node.put("max_position_embeddings", config.maxPositions());
        node.put("rms_norm_eps", config.rmsNormEpsilon());
        node.put("rope_theta", config.ropeTheta());
        node.put("hidden_act", "silu");
        node.put("tie_word_embeddings", config.tiedEmbeddings());
        node.put("attention_bias", false);
        node.put("mlp_bias", false);
        node.put("bos_token_id", config.bosTokenId());
        node.put("eos_token_id", config.eosTokenId());
        node.put("torch_dtype", torchDtype);
        return JSON.writeValueAsString(node) + "\n";
    }
}
