package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.ChatOptions;
import ai.arkor.api.CloudApiException;
import ai.arkor.api.StreamLostException;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.testkit.Fault;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What refusals say. */
class ApiErrorsTest extends ApiTest {

    private static final String ROUTE = "GET /v1/me";
    private static final String HINT = "ai.arkor:arkor-bom";

    record Row(int status, String body, String message) {}

    static Stream<Row> refusals() {
        return Stream.of(
                new Row(400, "{\"error\":\"no such model\"}", "no such model"),
                new Row(422, "{\"error\":\"é🚀 \\\"x\\\"\",\"more\":1}", "é🚀 \"x\""),
                new Row(404, "{\"message\":\"gone\"}", "{\"message\":\"gone\"}"),
                new Row(400, "{\"error\":\"\"}", "{\"error\":\"\"}"),
                new Row(400, "{\"error\":{\"message\":\"deep\"}}", "{\"error\":{\"message\":\"deep\"}}"),
                new Row(400, "{\"error\":null}", "{\"error\":null}"),
                new Row(400, "[\"error\"]", "[\"error\"]"),
                new Row(400, "\"error\"", "\"error\""),
                new Row(500, "<html><body>Oops</body></html>", "<html><body>Oops</body></html>"),
                new Row(403, "{\"error\":\"cut", "{\"error\":\"cut"),
                new Row(401, "", "cloud-api 401"),
                new Row(302, "", "cloud-api 302"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalSaysWhatTheBackendSays(Row row) {
        cloud.fault(ROUTE, Fault.status(row.status(), row.body()));
        assertThatThrownBy(api::me).isInstanceOfSatisfying(CloudApiException.class, e -> assertThat(e.status()).isEqualTo(row.status())).hasMessage(row.message());
        cloud.fault("POST /v1/projects", Fault.status(row.status(), row.body()).and(Fault.contentType("text/plain")));
        assertThatThrownBy(() -> api.createProject("o", "n", "s")).as("whatever type it says it is").hasMessage(row.message());
    }

    /** Again and again, as java.net.http tells of it in one way or another. */
    @RepeatedTest(20)
    void aRefusalWhoseBodyBreaksOffIsStillOne() {
        cloud.fault(ROUTE, Fault.status(403, "{\"error\":\"a long story\"}").and(Fault.dropAfterBytes(5)));
        assertThatThrownBy(api::me).isInstanceOfSatisfying(CloudApiException.class, e -> assertThat(e.status()).isEqualTo(403)).hasMessage("cloud-api 403");
        job.fault(Fault.status(403, "{\"error\":\"a long story\"}").and(Fault.dropAfterBytes(5)));
        assertThatThrownBy(() -> submitted().await()).as("a stream's too").isInstanceOf(CloudApiException.class).hasMessage("cloud-api 403");
    }

    record Upgrade(String body, String... fragments) {}

    static Stream<Upgrade> upgrades() {
        String known = "{\"error\":\"sdk_version_unsupported\",\"currentVersion\":\"%s\",\"supportedRange\":\"%s\",\"upgrade\":\"npm install -g arkor@latest\"%s}";
        return Stream.of(
                new Upgrade(known.formatted("0.1.0", "^0.2.0 || >=1", ""), "version 0.1.0 is no longer supported", "^0.2.0 || >=1"),
                new Upgrade(known.formatted("unknown", "*", ",\"reason\":\"missing\""), "X-Arkor-Client was missing"),
                new Upgrade(known.formatted("unknown", "*", ",\"reason\":\"malformed\""), "X-Arkor-Client was malformed"),
                new Upgrade(known.formatted("0.1.0", ">=1", ",\"reason\":\"because\""), "version 0.1.0 is no longer supported", ">=1"),
                new Upgrade(known.formatted("unknown", "*", ""), "This version of the Arkor SDK is no longer supported"),
                new Upgrade("{\"error\":\"sdk_version_unsupported\"}", "This version of the Arkor SDK is no longer supported"),
                new Upgrade("{\"error\":\"something else\",\"currentVersion\":\"0.1.0\"}", "This version of the Arkor SDK is no longer supported"),
                new Upgrade("<html>", "This version of the Arkor SDK is no longer supported"),
                new Upgrade("", "This version of the Arkor SDK is no longer supported"));
    }

    @ParameterizedTest
    @MethodSource("upgrades")
    void aVersionThatIsTooOldIsToldHowToBecomeNewer(Upgrade upgrade) {
        cloud.fault(ROUTE, Fault.status(426, upgrade.body()));
        assertThatThrownBy(api::me).isInstanceOfSatisfying(CloudApiException.class, e -> assertThat(e.status()).isEqualTo(426))
                .hasMessageContainingAll(upgrade.fragments()).hasMessageContaining(HINT).message().doesNotContain("npm").doesNotContain("something else")
                .doesNotContain("<html>").doesNotContain("unknown").doesNotContain("*");
    }

    @Test
    void aStreamAndAnAnswerInPiecesAreRefusedTheSameWay() throws Exception {
        job.fault(Fault.status(426, ""));
        assertThatThrownBy(() -> submitted().await()).isNotInstanceOf(StreamLostException.class).hasMessageContaining(HINT);
        cloud.fault("POST /v1/inference/chat", Fault.status(426, ""));
        assertThatThrownBy(() -> api.chat(SCOPE, ChatRequest.of("hi"), ChatOptions.DEFAULT)).isInstanceOf(CloudApiException.class).hasMessageContaining(HINT);
    }

    @Test
    void theTokenIsNowhere() {
        cloud.fault(ROUTE, Fault.status(401, ""));
        assertThatThrownBy(api::me).message().doesNotContain(cloud.token());
        cloud.refuseConnections();
        cloud.dropConnections();
        assertThatThrownBy(api::me).message().doesNotContain(cloud.token());
    }

    @Test
    void aClosedClientSaysSo() {
        api.close();
        assertThatThrownBy(api::me).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
        assertThat(cloud.requests()).isEmpty();
    }
}
