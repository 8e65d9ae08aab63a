package ai.arkor.shell.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.CredentialsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemConnectorTest {

    @TempDir
    private Path home;

    @Test
    void whoIsNotSignedInHasNoAddressAndNoBackend() {
        SystemConnector connector = new SystemConnector(Map.of(), home);

        assertThat(connector.signedIn()).isEmpty();
        assertThat(connector.status()).isEmpty();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void theCredentialsSayWhereTheUserIsSignedIn() throws IOException {
        signIn("https://cloud.example");

        assertThat(new SystemConnector(Map.of(), home).signedIn()).contains(URI.create("https://cloud.example"));
    }

    @Test
    void aTokenIsNotSentToAnAddressItIsNotFor() throws IOException {
        signIn("https://cloud.example");
        SystemConnector connector = new SystemConnector(Map.of(), home);

        assertThatThrownBy(() -> connector.remote(URI.create("https://other.example"), home))
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("https://cloud.example").hasMessageContaining("https://other.example")
                .hasMessageNotContaining("secret");
    }

    @Test
    void theEnvironmentsTokenIsForTheEnvironmentsAddress() throws IOException, InterruptedException {
        signIn("https://cloud.example");
        Map<String, String> environment = Map.of("ARKOR_CLOUD_API_URL", "https://named.example/", "ARKOR_TOKEN", "secret-2");
        SystemConnector connector = new SystemConnector(environment, home);

        try (ArkorClient client = connector.remote(URI.create("https://named.example"), home)) {
            assertThat(client.backend()).isEqualTo("https://named.example");
        }
        assertThatThrownBy(() -> connector.remote(URI.create("https://third.example"), home)).isInstanceOf(CredentialsException.class);
        try (ArkorClient client = connector.remote(URI.create("https://cloud.example"), home)) {
            assertThat(client.backend()).isEqualTo("https://cloud.example");
        }
    }

    private void signIn(String address) throws IOException {
        Path file = home.resolve(".arkor").resolve("credentials.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                {"mode":"anon","token":"secret-1","anonymousId":"a","arkorCloudApiUrl":"%s","orgSlug":"o"}""".formatted(address));
    }
}
