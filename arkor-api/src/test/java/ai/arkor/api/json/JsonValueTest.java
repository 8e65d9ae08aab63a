package ai.arkor.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.json.JsonValue.JsonNumber;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {

    @Test
    void writesCompactTextWithEscapesAndKeepsMemberOrder() {
        JsonValue value = JsonValue.object()
                .with("b", JsonValue.of("q\"\\\n\u0001é😀"))
                .with("a", JsonValue.array(JsonValue.NULL, JsonValue.of(true), JsonValue.of(1), JsonValue.of(0.0006)));
        assertThat(value).hasToString("{\"b\":\"q\\\"\\\\\\n\\u0001é😀\",\"a\":[null,true,1,0.0006]}");
    }

    @Test
    void escapesLoneSurrogatesWhichHaveNoUtf8Form() {
        assertThat(JsonValue.of("a\ud800b\udc00")).hasToString("\"a\\ud800b\\udc00\"");
    }

    @Test
    void numbersAreEqualByValue() {
        assertThat(JsonValue.of(1)).isEqualTo(JsonValue.of(1.0));
        assertThat(JsonValue.of(100)).hasToString("100");
        assertThat(((JsonNumber) JsonValue.of(1e-9)).value().doubleValue()).isEqualTo(1e-9);
    }

    @Test
    void readsWhatItWrites() {
        String text = "{\"b\":\"q\\\"\\\\\\n\\u0001é😀\",\"a\":[null,true,false,1,-0.0006,{}],\"c\":[]}";
        assertThat(JsonValue.parse(text)).hasToString(text);
        assertThat(JsonValue.parse(" [ 1e3 , -2.5E-1,\t\"\\u00e9\\/\" ]\r\n")).isEqualTo(JsonValue.from(List.of(1000, -0.25, "é/")));
        assertThat(JsonValue.parse("{\"a\":1,\"a\":2}")).hasToString("{\"a\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1,]", "{\"a\":}", "{\"a\" 1}", "{,}", "[1 2]", "01", "1.", ".5", "-", "1e", "+1", "nul", "\"a", "\"\\x\"", "\"\\u12G4\"",
            "\"\n\"", "1 2", "{a:1}", "'a'", "NaN", "[", "1e99999999999"})
    void refusesWhatIsNotJsonWithItsPlaceAndWithoutItsText(String text) {
        assertThatThrownBy(() -> JsonValue.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageMatching("Not JSON at line \\d+, column \\d+");
    }

    @Test
    void refusesWhatNestsTooDeep() {
        assertThat(JsonValue.parse("[".repeat(500) + "]".repeat(500))).isNotNull();
        assertThatThrownBy(() -> JsonValue.parse("[".repeat(100_000))).hasMessage("Not JSON at line 1, column 501");
    }

    @Test
    void absentIsNotNull() {
        var object = JsonValue.object().with("a", JsonValue.NULL);
        assertThat(object.get("a")).contains(JsonValue.NULL);
        assertThat(object.get("b")).isEmpty();
        assertThat(object.string("a")).isEmpty();
    }

    @Test
    void convertsTreesOfPlainObjectsAndNamesWhatItCannot() {
        assertThat(JsonValue.from(Map.of("k", List.of(1, "two", 3.5)))).hasToString("{\"k\":[1,\"two\",3.5]}");
        assertThatThrownBy(() -> JsonValue.from(new Object())).hasMessageContaining("java.lang.Object");
        assertThatThrownBy(() -> JsonValue.of(Double.NaN)).hasMessageContaining("NaN");
    }
}
