package ai.arkor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "-12.5", "\"a\\u0000b\"", "[]", "{\"a\":[1,{\"b\":null}],\"c\":\"é🚀\"}", "\"\\ud83d\""})
    void writesWhatItRead(String text) {
        JsonValue value = Json.parse(text);
        assertThat(Json.parse(Json.write(value))).isEqualTo(value);
        assertThat(Json.parse(Json.writeIndented(value))).isEqualTo(value);
        assertThat(Json.parse(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(value);
    }

    @Test
    void keepsNumbersExact() {
        assertThat(Json.parse("12345678901234567890.123456789").toString()).isEqualTo("12345678901234567890.123456789");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"a\":}", "[1,]", "NaN", "1 2", "{} x", "'a'", "nul"})
    void refusesWhatIsNotJson(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonSyntaxException.class).hasMessageStartingWith("Not JSON");
    }

    @Test
    void tellsWhereAndNotWhat() {
        assertThatThrownBy(() -> Json.parse("{\n  \"token\": secret-token\n}"))
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void refusesTooDeepNestingInsteadOfOverflowing() {
        assertThatThrownBy(() -> Json.parse("[".repeat(100_000))).isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void parseObjectRefusesOtherValues() {
        assertThatThrownBy(() -> Json.parseObject("[1]")).isInstanceOf(JsonSyntaxException.class).hasMessage("Not a JSON object");
    }

    @Test
    void indentsAsJavaScriptDoes() {
        assertThat(Json.writeIndented(Json.parse("{\"a\":1,\"b\":[true,{}],\"c\":{\"d\":\"x\"}}")))
                .isEqualTo("{\n  \"a\": 1,\n  \"b\": [\n    true,\n    {}\n  ],\n  \"c\": {\n    \"d\": \"x\"\n  }\n}");
    }

    @Test
    void findsTheMessageOfAnErrorAnswer() {
        assertThat(ErrorBody.message(400, "{\"error\":\"bad slug\"}")).isEqualTo("bad slug");
        assertThat(ErrorBody.message(400, "{\"error\":\"\"}")).isEqualTo("{\"error\":\"\"}");
        assertThat(ErrorBody.message(400, "{\"error\":{\"a\":1}}")).isEqualTo("{\"error\":{\"a\":1}}");
        assertThat(ErrorBody.message(502, "<html>")).isEqualTo("<html>");
        assertThat(ErrorBody.message(500, "")).isEqualTo("cloud-api 500");
    }

    @Test
    void namesTheClientWithItsVersion() {
        assertThat(Headers.CLIENT_VALUE).matches("arkor/\\d+\\.\\d+\\.\\d+[\\w.+-]*").isNotEqualTo("arkor/0.0.0-dev");
        assertThat(ErrorBody.of("no").members()).isEqualTo(Map.of("error", JsonValue.of("no")));
    }
}
