package ai.arkor.wire;

import ai.arkor.api.LoraConfig;
import ai.arkor.api.TrainerConfig;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** A run's configuration as the {@code config} of a job. The fields of {@code lora} lie flat, and only what was set is sent. */
public final class JobConfigWire {

    private JobConfigWire() {}

    public static JsonObject of(TrainerConfig config) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("model", JsonValue.of(config.model()));
        members.put("datasetSource", config.dataset().toJson());
        config.lora().ifPresent(lora -> putLora(members, lora));
        members.putAll(config.settings());
        return new JsonObject(members);
    }

    private static void putLora(Map<String, JsonValue> members, LoraConfig lora) {
        members.put("loraR", JsonValue.of(lora.r()));
        members.put("loraAlpha", JsonValue.of(lora.alpha()));
        lora.maxLength().ifPresent(tokens -> members.put("maxLength", JsonValue.of(tokens)));
        lora.loadIn4bit().ifPresent(flag -> members.put("loadIn4bit", JsonValue.of(flag)));
    }
}
