package ai.arkor.local.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.local.engine.weights.StoredType;
import ai.arkor.local.engine.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFolderTest {
    @TempDir
    Path folder;

    @Test
    void comesBackExactlyFromFloat32() {
        try (LlamaModel model = TinyModels.random(TinyModels.UNTIED, Precision.FLOAT32)) {
            ModelFolder.save(model, folder, StoredType.F32);
            try (LlamaModel loaded = LlamaModel.load(folder, Precision.FLOAT32)) {
                assertThat(loaded.config()).isEqualTo(model.config());
                for (String name : model.parameters().names()) {
                    assertThat(loaded.parameters().copy(name)).as(name).isEqualTo(model.parameters().copy(name));
                }
            }
        }
    }

    @Test
    void comesBackRoundedFromFloat16() {
        try (LlamaModel model = TinyModels.random(TinyModels.GROUPED, Precision.FLOAT32)) {
            ModelFolder.save(model, folder, StoredType.F16);
            try (LlamaModel loaded = LlamaModel.load(folder, Precision.FLOAT32)) {
                float[] rounded = TinyModels.floats(loaded.parameters(), "model.embed_tokens.weight");
                assertThat(rounded)
                        .containsExactly(
                                TinyModels.floats(model.parameters(), "model.embed_tokens.weight"), Offset.offset(1e-3f));
            }
        }
    }

    @Test
    void namesTheTensorThatIsMissing() throws IOException {
        try (LlamaModel model = TinyModels.random(TinyModels.GROUPED, Precision.FLOAT32)) {
            ModelFolder.save(model, folder, StoredType.F32);
        }
        Path config = folder.resolve("config.json");
        Files.writeString(
                config, Files.readString(config).replace("\"num_hidden_layers\" : 3", "\"num_hidden_layers\" : 4"));
        assertThatThrownBy(() -> LlamaModel.load(folder, Precision.FLOAT32))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("holds no tensor model.layers.3.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"model_type\" : \"llama\"|\"model_type\" : \"mamba\"|model_type \"mamba\"",
                "\"attention_bias\" : false|\"attention_bias\" : true|attention_bias",
                "\"mlp_bias\" : false|\"rope_scaling\" : {\"type\":\"linear\"}|rope_scaling",
                "\"mlp_bias\" : false|\"sliding_window\" : 4096|sliding_window",
                "\"mlp_bias\" : false|\"rope_parameters\" : {\"rope_type\":\"llama3\",\"rope_theta\":5e5}|rope_parameters",
                "\"mlp_bias\" : false|\"partial_rotary_factor\" : 0.5|partial_rotary_factor",
                "\"hidden_act\" : \"silu\"|\"hidden_act\" : \"gelu\"|hidden_act",
                "\"num_key_value_heads\" : 2|\"num_key_value_heads\" : 4|num_key_value_heads",
                "\"hidden_size\" : 24|\"hidden_size\" : null|hidden_size"
            })
    void refusesByNameAConfigurationItDoesNotCompute(String original, String changed, String named) throws IOException {
        String json = TinyModels.GROUPED.toJson("float32");
        assertThat(json).contains(original);
        Path config = Files.writeString(folder.resolve("config.json"), json.replace(original, changed));
        assertThatThrownBy(() -> LlamaConfig.read(config))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(named);
    }

    @Test
    void readsWhatNewerAndSparserConfigurationsSayOtherwise() throws IOException {
        Path config = Files.writeString(folder.resolve("config.json"), """
                {"model_type":"llama","vocab_size":40,"hidden_size":24,"intermediate_size":36,"num_hidden_layers":1,
                 "num_attention_heads":6,"num_key_value_heads":null,"head_dim":null,"rope_scaling":null,
                 "rope_parameters":{"rope_type":"default","rope_theta":500000.0},"eos_token_id":[7,9]}
                """);
        LlamaConfig read = LlamaConfig.read(config);
        assertThat(read.keyValueHeads()).isEqualTo(6);
        assertThat(read.headSize()).isEqualTo(4);
        assertThat(read.ropeTheta()).isEqualTo(500_000);
        assertThat(read.maxPositions()).isEqualTo(2048);
        assertThat(read.tiedEmbeddings()).isFalse();
        assertThat(read.eosTokenId()).isEqualTo(7);
    }
}
