package ai.arkor.local.engine.model;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes PEFT's {@code adapter_config.json}. */
final class LoraConfigJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final List<String> OTHER_COMPUTATIONS = List.of(
            "use_dora", "use_rslora", "fan_in_fan_out", "modules_to_save", "rank_pattern", "alpha_pattern", "layers_to_transform");

    private LoraConfigJson() {}

    static String write(LoraConfig config, String baseModel) {
        ObjectNode node = JSON.createObjectNode();
        node.put("peft_type", "LORA");
        node.put("task_type", "CAUSAL_LM");
        node.put("base_model_name_or_path", baseModel);
        node.put("r", config.r());
        if (config.alpha() == Math.rint(config.alpha())) {
            // PEFT writes a whole number as one.
            node.put("lora_alpha", (long) config.alpha());
        } else {
            node.put("lora_alpha", config.alpha());
        }
        node.put("lora_dropout", config.dropout());
        ArrayNode targets = node.putArray("target_modules");
        config.targets().forEach(projection -> targets.add(projection.projectionName()));
        node.put("bias", "none");
        node.put("fan_in_fan_out", false);
        node.put("inference_mode", true);
        node.put("init_lora_weights", true);
        node.put("use_dora", false);
        node.put("use_rslora", false);
        node.putNull("modules_to_save");
        node.putNull("layers_to_transform");
        return JSON.writeValueAsString(node) + "\n";
    }

    static LoraConfig read(Path file) {
        JsonNode node;
        try {
            node = JSON.readTree(file);
        } catch (JacksonException e) {
            throw new ModelException("Cannot read " + file + ": " + e.getOriginalMessage(), e);
        }
        String kind = node.path("peft_type").asString("");
        if (!kind.equals("LORA")) {
            throw new ModelException(file + ": peft_type \"" + kind + "\" is not supported; this backend reads \"LORA\".");
        }
        for (String field : OTHER_COMPUTATIONS) {
            JsonNode value = node.path(field);
            if (value.isBoolean() ? value.asBoolean() : value.isContainer() && !value.isEmpty()) {
                throw new ModelException(file + ": " + field + " = " + value + " is not supported by the embedded backend.");
            }
        }
        String bias = node.path("bias").asString("none");
        if (!bias.equals("none")) {
            throw new ModelException(file + ": bias = " + bias + " is not supported by the embedded backend.");
        }
        return new LoraConfig(
                node.path("r").asInt(0),
                node.path("lora_alpha").asDouble(0),
                node.path("lora_dropout").asDouble(0),
                targets(file, node.path("target_modules")));
    }

    private static Set<Projection> targets(Path file, JsonNode names) {
        Set<Projection> targets = EnumSet.noneOf(Projection.class);
        for (JsonNode name : names) {
            targets.add(Projection.named(name.asString())
                    .orElseThrow(() -> new ModelException(file + ": target module " + name
                            + " is not a projection of a Llama layer.")));
        }
        return targets;
    }
}
