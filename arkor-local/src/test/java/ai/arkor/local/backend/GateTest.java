package ai.arkor.local.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {

    private TestBackend backend;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        backend = new TestBackend(data);
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void refusesAnotherHostName() throws Exception {
        assertThat(statusOf("Host: evil.example")).isEqualTo("403");
        assertThat(statusOf("Host: evil.example:" + backend.backend().record().address().getPort())).isEqualTo("403");
        assertThat(statusOf("Host: localhost")).isEqualTo("200");
    }

    @Test
    void refusesAWebPageOfAnotherOrigin() throws Exception {
        assertThat(statusOf("Host: localhost\r\nOrigin: http://evil.example")).isEqualTo("403");
        assertThat(statusOf("Host: localhost\r\nOrigin: null")).isEqualTo("403");
    }

    @Test
    void tellsClientsWithoutVersionToUpgrade() throws Exception {
        HttpResponse<String> missing = backend.send(backend.bare("/v1/auth/cli/config"));
        HttpResponse<String> malformed = backend.send(backend.bare("/v1/auth/cli/config").header("X-Arkor-Client", "curl"));

        assertThat(missing.statusCode()).isEqualTo(426);
        assertThat(missing.body()).contains("\"error\":\"sdk_version_unsupported\"", "\"reason\":\"missing\"");
        assertThat(malformed.statusCode()).isEqualTo(426);
        assertThat(malformed.body()).contains("\"reason\":\"malformed\"");
    }

    @Test
    void refusesAWrongOrMissingToken() throws Exception {
        assertThat(backend.send(backend.bare("/v1/me").header("X-Arkor-Client", "arkor/0.1.0")).statusCode()).isEqualTo(401);
        assertThat(backend.send(backend.bare("/v1/me").header("X-Arkor-Client", "arkor/0.1.0").header("Authorization", "Bearer x")).statusCode())
                .isEqualTo(401);
        assertThat(backend.send("GET", "/v1/me", null).body()).contains("\"slug\":\"local\"");
    }

    @Test
    void issuesNoAnonymousTokens() throws Exception {
        HttpResponse<String> answer = backend.send(backend.bare("/v1/auth/anonymous").header("X-Arkor-Client", "arkor/0.1.0")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("backend.json").doesNotContain(backend.backend().record().token());
    }

    @Test
    void answersUnknownPathsAndMethodsInJson() throws Exception {
        assertThat(backend.send("GET", "/v1/nothing", null).statusCode()).isEqualTo(404);
        assertThat(backend.send("GET", "/v1/nothing", null).body()).startsWith("{\"error\":");
        assertThat(backend.send("DELETE", "/v1/me", null).statusCode()).isEqualTo(405);
    }

    /** Java's client sets Host itself, so this one speaks HTTP by hand. */
    private String statusOf(String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", backend.backend().record().address().getPort())) {
            socket.getOutputStream().write(("GET /v1/me HTTP/1.1\r\n" + headers + "\r\nX-Arkor-Client: arkor/0.1.0\r\nAuthorization: Bearer "
                    + backend.backend().record().token() + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine().split(" ")[1];
        }
    }
}
