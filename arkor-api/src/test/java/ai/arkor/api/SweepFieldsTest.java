package ai.arkor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepFieldsTest {

    private static final TrainerConfig BASE = TrainerConfig.builder("t").model("m").dataset(Dataset.file(Path.of("rows.jsonl"))).lora(LoraConfig.of(4, 8))
            .datasetSplit(JsonValue.object().with("type", JsonValue.of("fraction")).with("eval", JsonValue.of(0.1))).extra("packing", JsonValue.of(true)).build();

    private static List<TrainerConfig> grid(String assignment) {
        return configs(Sweep.of(BASE).set(assignment));
    }

    private static List<TrainerConfig> configs(Sweep sweep) {
        return sweep.grid().stream().map(SweepTrial::config).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "learningRate=1e-4, 3e-4; learningRate; [0.0001,0.0003]",
        "maxSteps=10,2e1; maxSteps; [10,20]",
        "optim=adamw_torch,\"a,b\"; optim; [\"adamw_torch\",\"a,b\"]",
        "dryRun=true,false; dryRun; [true,false]",
        "warmupSteps=0,auto,null; warmupSteps; [0,\"auto\",null]",
        "loraDropout=0,0.1; loraDropout; [0,0.1]",
        "packing=true,best; packing; [true,\"best\"]",
        "datasetFormat=chatml,{\"type\":\"x\",\"a\":[1,2]}; datasetFormat; [{\"type\":\"chatml\"},{\"type\":\"x\",\"a\":[1,2]}]"})
    void textIsReadByTheTypeOfItsField(String assignment, String field, String expected) {
        List<JsonValue> values = grid(assignment).stream().map(config -> config.settings().get(field)).toList();

        assertThat(new JsonValue.JsonArray(values)).isEqualTo(JsonValue.parse(expected));
    }

    @Test
    void theModelTheDatasetAndInnerFieldsCanBeVaried() {
        assertThat(grid("model=a,b")).extracting(TrainerConfig::model).containsExactly("a", "b");
        assertThat(grid("datasetSource.path=a.jsonl,b.jsonl")).extracting(config -> config.dataset()).containsExactly(Dataset.file(Path.of("a.jsonl")),
                Dataset.file(Path.of("b.jsonl")));
        assertThat(grid("datasetSplit.eval=0.2")).extracting(config -> config.settings().get("datasetSplit"))
                .containsExactly(JsonValue.parse("{\"type\":\"fraction\",\"eval\":0.2}"));
        assertThatThrownBy(() -> grid("datasetSource.split=a")).hasMessageContaining("LocalFile").hasMessageContaining("no split");
        assertThatThrownBy(() -> grid("packing.size=1")).hasMessageContaining("packing is no object");
    }

    @Test
    void theFieldsOfLoraGoByTheirGroupOrTheirNameOnTheWire() {
        assertThat(grid("loraR=8,16")).extracting(config -> config.lora().orElseThrow()).containsExactly(LoraConfig.of(8, 8), LoraConfig.of(16, 8));
        assertThat(grid("lora.alpha=1.5").get(0).lora()).contains(LoraConfig.of(4, 1.5));
        assertThat(grid("maxLength=64").get(0).lora()).contains(LoraConfig.of(4, 8).maxLength(64));
        assertThat(grid("lora.loadIn4bit=true").get(0).lora()).contains(LoraConfig.of(4, 8).loadIn4bit(true));
        assertThatThrownBy(() -> Sweep.of(BASE).set("loraR=8").set("lora.r=16")).hasMessageContaining("lora.r is varied already");
    }

    @Test
    void withoutLoraSettingsTheOthersAreLeftToTheBackend() {
        TrainerConfig bare = TrainerConfig.builder("t").model("m").dataset(Dataset.huggingFace("a/b")).build();
        TrainerConfig varied = configs(Sweep.of(bare).vary("lora.r", 8)).get(0);

        assertThat(varied.lora()).isEmpty();
        assertThat(varied.settings()).containsExactly(java.util.Map.entry("loraR", JsonValue.of(8)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "learningRate=fast; learningRate takes a number, not fast",
        "learningRate=1e-4,-1; learningRate must be above 0",
        "maxSteps=1.5; maxSteps takes a whole number, not 1.5",
        "maxSteps=1e999999999; maxSteps takes a whole number",
        "batchSize=0; batchSize must be 1 or more",
        "batchSize=4000000000; batchSize must be at most",
        "lora.r=0; lora.r must be 1 or more",
        "dryRun=yes; dryRun takes true or false, not yes",
        "evalSteps=0.5; evalSteps takes a whole number",
        "optim=\" \"; optim takes text that is not blank",
        "learningRate=1e-4,0.0001; learningRate has the value 0.0001 twice",
        "name=a; Trials are named after the trainer",
        "learningrate=1; Did you mean learningRate?",
        "lr=1; Did you mean learningRate?",
        "r=8; Did you mean lora.r?",
        "max-steps=8; Did you mean maxSteps?",
        "token=8; There are: model, learningRate, batchSize"})
    void whatIsWrongIsNamedWithItsRemedy(String assignment, String complaint) {
        assertThatThrownBy(() -> grid(assignment)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"learningRate", "=1", "learningRate=", "learningRate=1,,2", " =1"})
    void whatIsNoAssignmentIsToldHowToBeOne(String text) {
        assertThatThrownBy(() -> grid(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("FIELD=VALUE,VALUE").hasMessageContaining(text);
    }

    @Test
    void valuesOfJavaAreHeldToTheTypeToo() {
        assertThatThrownBy(() -> Sweep.of(BASE).vary("learningRate", "1e-4")).hasMessageContaining("learningRate takes a number, not \"1e-4\"");
        assertThatThrownBy(() -> Sweep.of(BASE).vary("learningRate")).hasMessageContaining("at least one value");
        assertThatThrownBy(() -> Sweep.of(BASE).vary("seed", new Object())).hasMessageContaining("java.lang.Object");
        JsonObject split = JsonValue.object().with("type", JsonValue.of("none"));
        assertThat(configs(Sweep.of(BASE).vary("datasetSplit", split)).get(0).settings().get("datasetSplit")).isEqualTo(split);
    }
}
