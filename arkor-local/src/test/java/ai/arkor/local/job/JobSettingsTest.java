package ai.arkor.local.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.wire.Json;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobSettingsTest {

    private static final JsonObject SMALLEST = JsonValue.object()
            .with("model", JsonValue.of("arkor-tiny"))
            .with("datasetSource", JsonValue.object().with("type", JsonValue.of("file")).with("path", JsonValue.of("/data/train.jsonl")));

    @Test
    void fillsInTheDefaults() {
        assertThat(JobSettings.of(SMALLEST)).isEqualTo(new JobSettings("arkor-tiny", Path.of("/data/train.jsonl"), 16, 32, 0, OptionalInt.empty(),
                OptionalLong.empty(), 3, 6e-4, 8, 1, Schedule.LINEAR, 0, 0, 10, OptionalLong.empty(), OptionalLong.empty(), new HeldOut.None(), true, 1, 42,
                false));
    }

    @Test
    void takesNullForTheDefault() {
        assertThat(JobSettings.of(SMALLEST.with("maxSteps", JsonValue.NULL).with("optim", JsonValue.NULL).with("datasetSplit", JsonValue.NULL)))
                .isEqualTo(JobSettings.of(SMALLEST));
    }

    @Test
    void holdsATenthOutWhenItEvaluates() {
        assertThat(JobSettings.of(SMALLEST.with("evalSteps", JsonValue.of(5))).heldOut()).isEqualTo(new HeldOut.Fraction(0.1));
    }

    @Test
    void readsEverySplit() {
        assertThat(split(JsonValue.object().with("type", JsonValue.of("fraction")).with("eval", JsonValue.of(0.2)))).isEqualTo(new HeldOut.Fraction(0.2));
        assertThat(split(JsonValue.object().with("type", JsonValue.of("file")).with("path", JsonValue.of("/data/dev.jsonl"))))
                .isEqualTo(new HeldOut.File(Path.of("/data/dev.jsonl")));
        assertThat(split(JsonValue.object().with("type", JsonValue.of("none")))).isEqualTo(new HeldOut.None());
    }

    private static HeldOut split(JsonObject split) {
        return JobSettings.of(SMALLEST.with("datasetSplit", split)).heldOut();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "loadIn4bit, true, config.loadIn4bit cannot be true", "optim, `\"lion\"`, config.optim must be adamw_torch",
        "lrSchedulerType, `\"warm\"`, config.lrSchedulerType must be linear or cosine or constant", "maxSteps, 0, config.maxSteps must be a whole number from 1",
        "maxSteps, 1.5, config.maxSteps must be a whole number", "learningRate, 0, config.learningRate must be a number above 0",
        "learningRate, `\"high\"`, config.learningRate must be a number above 0", "batchSize, 0, config.batchSize must be", "loraR, -1, config.loraR must be",
        "loraDropout, 1, config.loraDropout must be a number from 0 to below 1", "weightDecay, -0.1, config.weightDecay must be",
        "datasetFormat, `{\"type\":\"alpaca\"}`, config.datasetFormat.type must be chatml", "datasetFormat, `{}`, config.datasetFormat.type is missing",
        "datasetSplit, `{\"type\":\"fraction\",\"eval\":2}`, config.datasetSplit.eval must be a number between 0 and 1",
        "datasetSplit, `{\"seed\":1}`, config.datasetSplit.type is missing", "trainOnResponsesOnly, 1, config.trainOnResponsesOnly must be true or false",
        "packing, true, config.packing is not a field the local backend knows",
        "datasetSource, `{\"type\":\"huggingface\",\"name\":\"a/b\"}`, config.datasetSource of type \"huggingface\" cannot be read",
        "datasetSource, `{\"type\":\"file\",\"path\":\"rows.jsonl\"}`, config.datasetSource.path must be an absolute path", "model, 7, config.model must be a text",
    })
    void refusesByNameWhatItCannotHonour(String field, String value, String refusal) {
        JsonObject config = SMALLEST.with(field, Json.parse(value));

        assertThatThrownBy(() -> JobSettings.of(config)).isInstanceOf(RefusedConfigException.class).hasMessageContaining(refusal);
    }

    @Test
    void namesEveryRefusedFieldAtOnce() {
        assertThatThrownBy(() -> JobSettings.of(JsonValue.object().with("maxSteps", JsonValue.of(-1)).with("x", JsonValue.of(1))))
                .hasMessageContaining("config.model is missing").hasMessageContaining("config.datasetSource is missing")
                .hasMessageContaining("config.maxSteps").hasMessageContaining("config.x");
    }
}
