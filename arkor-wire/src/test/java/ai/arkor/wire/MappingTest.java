package ai.arkor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.Dataset;
import ai.arkor.api.LoraConfig;
import ai.arkor.api.TrainerConfig;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.json.JsonValue;
import java.net.URI;
import org.junit.jupiter.api.Test;

class MappingTest {

    @Test
    void sendsOnlyWhatWasSet() {
        TrainerConfig config = TrainerConfig.builder("t").model("m").dataset(Dataset.huggingFace("a/b")).build();
        assertThat(JobConfigWire.of(config))
                .hasToString("{\"model\":\"m\",\"datasetSource\":{\"type\":\"huggingface\",\"name\":\"a/b\"}}");
    }

    @Test
    void laysLoraFlatAndKeepsSettingsAsTheyAre() {
        TrainerConfig config = TrainerConfig.builder("t").model("m")
                .dataset(Dataset.blob(URI.create("https://x.test/d")).token("s3"))
                .lora(LoraConfig.of(16, 32).maxLength(512).loadIn4bit(false))
                .maxSteps(10).learningRate(2e-4).dryRun(false).datasetFormat("chatml")
                .warmupSteps(JsonValue.NULL).extra("later", JsonValue.of(""))
                .build();
        assertThat(JobConfigWire.of(config)).isEqualTo(Json.parse("""
                {"model":"m","datasetSource":{"type":"blob","url":"https://x.test/d","token":"s3"},
                 "loraR":16,"loraAlpha":32,"maxLength":512,"loadIn4bit":false,
                 "maxSteps":10,"learningRate":0.0002,"dryRun":false,"datasetFormat":{"type":"chatml"},"warmupSteps":null,"later":""}"""));
    }

    @Test
    void leavesOutUnsetPartsOfLora() {
        TrainerConfig config = TrainerConfig.builder("t").model("m").dataset(Dataset.huggingFace("d")).lora(LoraConfig.of(8, 16)).build();
        assertThat(JobConfigWire.of(config).members()).containsOnlyKeys("model", "datasetSource", "loraR", "loraAlpha");
    }

    @Test
    void spellsAChatRequest() {
        ChatRequest request = ChatRequest.builder().model(ModelRef.checkpoint("j", 40)).system("s").user("u").assistant("a")
                .temperature(0).topP(0.5).maxTokens(9).extra("raw", JsonValue.of(true)).build();
        assertThat(ChatWire.of(request)).isEqualTo(Json.parse("""
                {"adapter":{"kind":"checkpoint","jobId":"j","step":40},
                 "messages":[{"role":"system","content":"s"},{"role":"user","content":"u"},{"role":"assistant","content":"a"}],
                 "temperature":0,"topP":0.5,"maxTokens":9,"raw":true}"""));
    }

    @Test
    void namesModelsOfEveryKind() {
        assertThat(ChatWire.of(ChatRequest.of("x")).members()).containsOnlyKeys("messages");
        assertThat(ChatWire.of(ChatRequest.of("x").toBuilder().model(ModelRef.base("m")).build()).string("baseModel")).contains("m");
        assertThat(ChatWire.of(ChatRequest.of("x").toBuilder().model(ModelRef.finalAdapter("j")).build()).get("adapter"))
                .contains(Json.parse("{\"kind\":\"final\",\"jobId\":\"j\"}"));
    }
}
