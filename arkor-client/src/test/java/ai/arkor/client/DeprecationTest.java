package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.CloudApiException;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ChatStream;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.testkit.Fault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of a version that nears its end. */
class DeprecationTest extends ApiTest {

    private static final Fault DEPRECATED = Fault.header("Deprecation", "true").and(Fault.header("Warning", "299 - \"use 2\""));

    private final List<DeprecationNotice> told = new CopyOnWriteArrayList<>();

    @Override
    ClientBuilder builder() {
        return super.builder().onDeprecation(told::add);
    }

    /**
     * @param headers name and value in turn
     * @param message of the notice; empty when there is to be none
     */
    record Row(List<String> headers, Optional<String> message, Optional<String> sunset) {}

    private static Row row(String message, String sunset, String... headers) {
        return new Row(List.of(headers), Optional.of(message), Optional.of(sunset).filter(text -> !text.isEmpty()));
    }

    static Stream<Row> notices() {
        return Stream.of(
                row("upgrade by June", "", "Deprecation", "true", "Warning", "299 - \"upgrade by June\""),
                row("upgrade by June", "Tue, 30 Jun 2026 00:00:00 GMT", "Deprecation", "true", "Warning", "299 - \"upgrade by June\"", "Sunset",
                        "Tue, 30 Jun 2026 00:00:00 GMT"),
                row("say \\\"hi\\\"", "", "Deprecation", "true", "Warning", "299 - \"say \\\"hi\\\"\""),
                row("any words", "soon", "Deprecation", "true", "Warning", "any words", "Sunset", "soon"),
                row("299 arkor \"x\"", "", "Deprecation", "true", "Warning", "299 arkor \"x\""),
                new Row(List.of("Deprecation", "false", "Warning", "299 - \"x\""), Optional.empty(), Optional.empty()),
                new Row(List.of("Deprecation", "TRUE"), Optional.empty(), Optional.empty()),
                new Row(List.of("Warning", "299 - \"x\"", "Sunset", "soon"), Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("notices")
    void readsTheNotice(Row row) throws Exception {
        Fault headers = Fault.header("X-Other", "1");
        for (int i = 0; i < row.headers().size(); i += 2) {
            headers = headers.and(Fault.header(row.headers().get(i), row.headers().get(i + 1)));
        }
        cloud.fault("GET /v1/me", headers);
        api.me();
        assertThat(told).isEqualTo(row.message().map(message -> List.of(new DeprecationNotice(told.get(0).sdkVersion(), message, row.sunset()))).orElse(List.of()));
    }

    @Test
    void aNoticeWithoutWordsNamesTheVersion() throws Exception {
        cloud.fault("GET /v1/me", Fault.header("Deprecation", "true"));
        api.me();
        String sent = cloud.requests("GET /v1/me").get(0).headers().get("X-Arkor-Client");
        assertThat(told).singleElement().satisfies(notice -> {
            assertThat("arkor/" + notice.sdkVersion()).isEqualTo(sent);
            assertThat(notice.message()).contains(notice.sdkVersion());
        });
    }

    @Test
    void refusalsTellItToo() {
        cloud.fault("POST /v1/projects", Fault.status(400).and(DEPRECATED))
                .fault("GET /v1/me", Fault.status(403, "{\"error\":\"long\"}").and(DEPRECATED).and(Fault.dropAfterBytes(1)));
        assertThatThrownBy(() -> api.createProject("o", "n", "s")).isInstanceOf(CloudApiException.class);
        assertThat(told).hasSize(1);
        assertThatThrownBy(api::me).as("with half a body").isInstanceOf(CloudApiException.class);
        assertThat(told).hasSize(2);
    }

    @Test
    void streamsAndChatsTellItToo() throws Exception {
        job.started().completed().fault(Fault.status(503).and(DEPRECATED), DEPRECATED);
        submitted().await();
        assertThat(told).as("a stream refused and one opened").hasSize(2);
        cloud.fault("POST /v1/inference/chat", DEPRECATED, DEPRECATED);
        ChatRequest question = ChatRequest.builder().user("?").model(ModelRef.base("unsloth/gemma-4-E4B-it")).build();
        client.chat(question);
        assertThat(told).hasSize(3);
        try (ChatStream answer = client.chatStream(question)) {
            assertThat(answer).isNotEmpty();
        }
        assertThat(told).hasSize(4).containsOnly(told.get(0));
    }

    @Test
    void whatIsToldIsToldBeforeTheErrorIsRaised() {
        cloud.fault("GET /v1/me", Fault.status(403, "{\"error\":\"error\"}").and(DEPRECATED));
        try {
            api.me();
        } catch (CloudApiException refused) {
            told.add(new DeprecationNotice("", "error", Optional.empty()));
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
        assertThat(told).extracting(DeprecationNotice::message).containsExactly("use 2", "error");
    }

    @Test
    void eachClientTellsItsOwn() throws Exception {
        List<DeprecationNotice> others = new CopyOnWriteArrayList<>();
        try (CloudApiClient other = CloudApiClient.connect(cloud.address(), cloud::token, others::add);
                CloudApiClient silent = CloudApiClient.connect(cloud.address(), cloud::token)) {
            cloud.fault("GET /v1/me", DEPRECATED, DEPRECATED, DEPRECATED);
            other.me();
            silent.me();
            assertThat(told).isEmpty();
            api.me();
        }
        assertThat(others).hasSize(1);
        assertThat(told).hasSize(1);
    }

    @Test
    void aConsumerThatFailsDoesNotFailTheCall() throws Exception {
        try (CloudApiClient failing = CloudApiClient.connect(cloud.address(), cloud::token, notice -> {
            throw new IllegalStateException("no room");
        })) {
            cloud.fault("GET /v1/me", DEPRECATED, Fault.status(403).and(DEPRECATED));
            assertThat(failing.me().object("user")).isPresent();
            assertThatThrownBy(failing::me).isInstanceOf(CloudApiException.class).hasMessage("scripted 403");
        }
    }
}
