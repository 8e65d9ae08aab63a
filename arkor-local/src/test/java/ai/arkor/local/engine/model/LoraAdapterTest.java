package ai.arkor.local.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.local.engine.weights.SafetensorsFile;
import ai.arkor.local.engine.weights.WeightsException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoraAdapterTest {
    private static final LlamaConfig SHAPE = TinyModels.GROUPED;
    private static final int[] TOKENS = {3, 1, 20, 39, 7};

    @TempDir
    Path folder;

    @Test
    void changesNothingWhileBIsZero() {
        try (LlamaModel model = TinyModels.random(SHAPE, Precision.FLOAT32);
                LoraAdapter adapter = LoraAdapter.initialize(
                        SHAPE, LoraConfig.allProjections(4, 8, 0), Precision.FLOAT32, 1)) {
            assertThat(TinyModels.logits(model, adapter, TOKENS)).isDeepEqualTo(TinyModels.logits(model, TOKENS));
        }
    }

    @Test
    void startsWithAUniformWithinPeftsBound() {
        try (LoraAdapter adapter =
                LoraAdapter.initialize(SHAPE, LoraConfig.allProjections(4, 8, 0), Precision.FLOAT32, 1)) {
            float bound = (float) (1 / Math.sqrt(SHAPE.intermediateSize()));
            float[] a = TinyModels.floats(adapter.parameters(), LoraAdapter.nameOfA(0, Projection.DOWN));
            float largest = 0;
            for (float value : a) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertThat(largest).isBetween(0.9f * bound, bound);
        }
    }

    @Test
    void computesWhatTheMergedWeightsCompute() {
        LoraConfig config = LoraConfig.allProjections(3, 12, 0.5);
        try (LlamaModel model = TinyModels.random(SHAPE, Precision.FLOAT64);
                LlamaModel merged = TinyModels.random(SHAPE, Precision.FLOAT64);
                LoraAdapter adapter = LoraAdapter.initialize(SHAPE, config, Precision.FLOAT64, 1)) {
            TinyModels.fill(adapter.parameters(), 0.1, 5);
            for (int layer = 0; layer < SHAPE.layers(); layer++) {
                for (Projection projection : Projection.values()) {
                    mergeInto(merged, adapter, layer, projection);
                }
            }
            // The merged weights are rounded to float32 on their way into the model.
            LlamaModelTest.assertClose(
                    TinyModels.logits(model, adapter, TOKENS), TinyModels.logits(merged, TOKENS), 1e-4);
        }
    }

    private static void mergeInto(LlamaModel merged, LoraAdapter adapter, int layer, Projection projection) {
        int r = adapter.config().r();
        int inputs = projection.inputs(SHAPE);
        float[] a = TinyModels.floats(adapter.parameters(), LoraAdapter.nameOfA(layer, projection));
        float[] b = TinyModels.floats(adapter.parameters(), LoraAdapter.nameOfB(layer, projection));
        String name = LlamaParameters.weight(layer, projection);
        float[] weight = TinyModels.floats(merged.parameters(), name);
        for (int i = 0; i < weight.length; i++) {
            double sum = 0;
            for (int rank = 0; rank < r; rank++) {
                sum += b[i / inputs * r + rank] * a[rank * inputs + i % inputs];
            }
            weight[i] += (float) (adapter.config().scale() * sum);
        }
        merged.parameters().load(name, target -> target.put(weight));
    }

    @Test
    void comesBackFromPeftsFormatAsItWas() throws IOException {
        LoraConfig config = new LoraConfig(4, 8, 0.05, EnumSet.of(Projection.Q, Projection.V, Projection.DOWN));
        Path saved = folder.resolve("adapter");
        try (LoraAdapter adapter = LoraAdapter.initialize(SHAPE, config, Precision.FLOAT32, 1)) {
            TinyModels.fill(adapter.parameters(), 1, 2);
            AdapterFolder.save(adapter, saved, "first");
            AdapterFolder.save(adapter, saved, "some/base");
            try (LoraAdapter loaded = LoraAdapter.load(saved, SHAPE, Precision.FLOAT32)) {
                assertThat(loaded.config()).isEqualTo(config);
                for (String name : adapter.parameters().names()) {
                    FloatBuffer expected = adapter.parameters().copy(name);
                    assertThat(loaded.parameters().copy(name)).as(name).isEqualTo(expected);
                }
            }
        }
        try (SafetensorsFile file = SafetensorsFile.open(saved.resolve("adapter_model.safetensors"))) {
            assertThat(file.names())
                    .hasSize(SHAPE.layers() * 3 * 2)
                    .contains(
                            "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight",
                            "base_model.model.model.layers.2.mlp.down_proj.lora_B.weight");
        }
        JsonNode json = new JsonMapper().readTree(saved.resolve("adapter_config.json"));
        assertThat(json.path("peft_type").asString()).isEqualTo("LORA");
        assertThat(json.path("task_type").asString()).isEqualTo("CAUSAL_LM");
        assertThat(json.path("lora_alpha").toString()).isEqualTo("8");
        assertThat(json.path("base_model_name_or_path").asString()).isEqualTo("some/base");
        assertThat(json.path("target_modules").toString()).isEqualTo("[\"q_proj\",\"v_proj\",\"down_proj\"]");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(saved);
        }
    }

    @Test
    void saysWhichFolderCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        LoraConfig config = new LoraConfig(4, 8, 0, Set.of(Projection.Q));
        try (LoraAdapter adapter = LoraAdapter.initialize(SHAPE, config, Precision.FLOAT32, 1)) {
            assertThatThrownBy(() -> AdapterFolder.save(adapter, file.resolve("adapter"), "base"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("Cannot write the adapter folder " + file.resolve("adapter"));
        }
    }

    @Test
    void isRefusedForAModelOfAnotherShape() {
        Path saved = folder.resolve("adapter");
        try (LoraAdapter adapter = LoraAdapter.initialize(
                SHAPE, new LoraConfig(4, 8, 0, Set.of(Projection.Q)), Precision.FLOAT32, 1)) {
            AdapterFolder.save(adapter, saved, "base");
        }
        LlamaConfig wider = new LlamaConfig(40, 48, 36, 3, 6, 2, 4, 300, 1e-5, 10_000, true, 1, 2);
        assertThatThrownBy(() -> LoraAdapter.load(saved, wider, Precision.FLOAT32))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("layers.0.self_attn.q_proj.lora_A.weight has shape [4, 24], expected [4, 48]");
    }

    @Test
    void refusesByNameWhatPeftKnowsAndThisEngineDoesNot() throws IOException {
        Map<String, String> refused = Map.of(
                "{\"peft_type\":\"IA3\"}", "IA3",
                "{\"peft_type\":\"LORA\",\"use_dora\":true}", "use_dora",
                "{\"peft_type\":\"LORA\",\"bias\":\"all\"}", "bias",
                "{\"peft_type\":\"LORA\",\"modules_to_save\":[\"lm_head\"]}", "modules_to_save",
                "{\"peft_type\":\"LORA\",\"r\":8,\"lora_alpha\":8,\"target_modules\":[\"lm_head\"]}", "lm_head",
                "{\"peft_type\":\"LORA\",\"target_modules\":[\"q_proj\"]}", "got r 0");
        Files.createDirectories(folder);
        for (Map.Entry<String, String> entry : refused.entrySet()) {
            Files.writeString(folder.resolve("adapter_config.json"), entry.getKey());
            assertThatThrownBy(() -> LoraAdapter.load(folder, SHAPE, Precision.FLOAT32))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(entry.getValue());
        }
    }
}
