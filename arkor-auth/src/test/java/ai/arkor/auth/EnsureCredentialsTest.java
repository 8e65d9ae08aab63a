package ai.arkor.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.CredentialsException;
import ai.arkor.api.TransportException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsureCredentialsTest {

    private static final String ISSUED = """
            {"token":"secret-1","anonymousId":"anon-1","kind":"cli","personalOrg":{"id":"1","slug":"me","name":"Me","plan":"free"},"later":1}""";

    @TempDir
    private Path home;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = ISSUED;
    private HttpServer cloud;
    private String address;
    private CredentialStore store;

    @BeforeEach
    void startCloud() throws IOException {
        cloud = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cloud.createContext("/", this::serve);
        cloud.start();
        address = "http://127.0.0.1:" + cloud.getAddress().getPort();
        store = new CredentialStore(home, Map.of("ARKOR_CLOUD_API_URL", address + "/"));
    }

    @AfterEach
    void stopCloud() {
        cloud.stop(0);
    }

    @Test
    void issuesAnIdentityAndKeepsItStampedWithItsAddress() throws InterruptedException {
        Credentials issued = store.ensure();

        assertThat(issued.bearerToken()).isEqualTo("secret-1");
        assertThat(issued.personalOrg()).contains("me");
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0)).matches("POST /v1/auth/anonymous arkor/[\\w.+-]+ null \\{\"kind\":\"cli\"}");
        assertThat(store.read().orElseThrow().cloudApiUrl()).contains(address);
    }

    @Test
    void asksNobodyWhenThereAreCredentials() throws InterruptedException {
        store.write(Credentials.Anonymous.of("secret-0", "anon-0", address, "old"));

        assertThat(store.ensure().bearerToken()).isEqualTo("secret-0");
        assertThat(requests).isEmpty();
    }

    @Test
    void replacesAFileThatIsNotJson() throws IOException, InterruptedException {
        Files.createDirectories(store.path().getParent());
        Files.writeString(store.path(), "{\"mode\":");

        store.ensure();

        assertThat(store.read().orElseThrow().bearerToken()).isEqualTo("secret-1");
    }

    @Test
    void doesNotReplaceAFileItCannotRead() throws IOException {
        Files.createDirectories(store.path());

        assertThatThrownBy(store::ensure).isInstanceOf(CredentialsException.class);
        assertThat(requests).isEmpty();
    }

    @Test
    void aRefusalTellsStatusAndTheBeginningOfTheBody() {
        status = 426;
        answer = "x".repeat(600);

        assertThatThrownBy(store::ensure).isInstanceOfSatisfying(AnonymousTokenRejectedException.class, refused -> {
            assertThat(refused.status()).isEqualTo(426);
            assertThat(refused).hasMessageContaining("426").hasMessageEndingWith(" " + "x".repeat(500));
        });
        assertThat(store.path()).doesNotExist();
    }

    @Test
    void anIncompleteAnswerNamesTheField() {
        answer = ISSUED.replace("\"slug\"", "\"slog\"");

        assertThatThrownBy(store::ensure).isInstanceOf(TransportException.class).hasMessageContaining("personalOrg.slug");
        assertThat(store.path()).doesNotExist();
    }

    @Test
    void anAnswerThatIsNotJsonIsNotARefusal() {
        answer = "<html>";

        assertThatThrownBy(store::ensure).isInstanceOf(TransportException.class);
    }

    @Test
    void aBackendThatIsNotThereIsATransportFault() {
        cloud.stop(0);

        assertThatThrownBy(store::ensure).isInstanceOf(TransportException.class).hasMessageContaining("127.0.0.1");
    }

    @Test
    void emptyAddressIsNotReplacedByProduction() {
        CredentialStore nowhere = new CredentialStore(home, Map.of("ARKOR_CLOUD_API_URL", ""));

        assertThatThrownBy(nowhere::ensure).isInstanceOf(IllegalArgumentException.class);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("X-Arkor-Client")
                + " " + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
