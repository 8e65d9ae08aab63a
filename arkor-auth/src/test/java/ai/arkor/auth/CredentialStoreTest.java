package ai.arkor.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.CredentialsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialStoreTest {

    private static final String ANONYMOUS = """
            {
              "mode": "anon",
              "token": "secret-1",
              "anonymousId": "anon-1",
              "arkorCloudApiUrl": "https://api.arkor.ai",
              "orgSlug": "me"
            }""";

    private static final String OAUTH = """
            {
              "mode": "oauth",
              "accessToken": "secret-2",
              "refreshToken": "secret-3",
              "expiresAt": 1790000000,
              "auth0Domain": "login.example",
              "audience": "api",
              "clientId": "c",
              "later": {
                "list": [
                  1,
                  null
                ],
                "empty": {}
              }
            }""";

    @TempDir
    private Path home;

    private CredentialStore store;

    @BeforeEach
    void openStore() {
        store = new CredentialStore(home, Map.of());
    }

    @Test
    void writesUpstreamsFormatByteForByte() throws IOException {
        store.write(Credentials.Anonymous.of("secret-1", "anon-1", "https://api.arkor.ai", "me"));

        assertThat(home.resolve(".arkor/credentials.json")).hasContent(ANONYMOUS);
        assertThat(Files.size(store.path())).isEqualTo(ANONYMOUS.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {ANONYMOUS, OAUTH})
    void aRewriteKeepsEveryFieldAsItWas(String file) throws IOException {
        keep(file);

        store.write(store.read().orElseThrow());

        assertThat(Files.readString(store.path())).isEqualTo(file);
    }

    @Test
    void onlyTheOwnerCanReadTheFileAndItsFolder() throws IOException {
        store.write(Credentials.Anonymous.of("secret-1", "anon-1", "https://api.arkor.ai", "me"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.path()))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.path().getParent()))).isEqualTo("rwx------");
        assertThat(filesBeside(store.path())).containsExactly("credentials.json");
    }

    @Test
    void aFailedWriteLeavesNoTemporaryFileAndNamesTheFile() throws IOException {
        Files.createDirectories(store.path().resolve("in-the-way"));

        assertThatThrownBy(() -> store.write(Credentials.Anonymous.of("secret-1", "a", "u", "o")))
                .isInstanceOf(CredentialsException.class).hasMessageContaining(store.path().toString()).hasMessageNotContaining("secret-1");
        assertThat(filesBeside(store.path())).containsExactly("credentials.json");
    }

    @Test
    void noFileNotJsonAndTheLiteralNullAreNoCredentials() throws IOException {
        assertThat(store.read()).isEmpty();
        keep("{\"mode\":\"anon\",\"tok");
        assertThat(store.read()).isEmpty();
        keep("null");
        assertThat(store.read()).isEmpty();
        keep("[1]");
        assertThat(store.read()).isEmpty();
    }

    @Test
    void anUnreadableFileIsAnErrorAndNotMissing() throws IOException {
        Files.createDirectories(store.path());

        assertThatThrownBy(store::read).isInstanceOf(CredentialsException.class).hasMessageContaining(store.path().toString());
    }

    @Test
    void aKindOfCredentialsFromALaterVersionIsAnErrorAndNotMissing() throws IOException {
        keep("{\"mode\":\"device\",\"token\":\"secret-4\"}");

        assertThatThrownBy(store::read).isInstanceOf(CredentialsException.class)
                .hasMessageContaining("device").hasMessageNotContaining("secret-4");
    }

    @Test
    void aRecordWithoutATokenNamesTheMissingField() throws IOException {
        keep("{\"mode\":\"oauth\"}");

        assertThatThrownBy(store::read).isInstanceOf(CredentialsException.class).hasMessageContaining("accessToken");
    }

    @Test
    void aRecordWithoutAModeIsALogin() throws IOException {
        keep("{\"accessToken\":\"secret-2\"}");

        assertThat(store.read().orElseThrow()).isInstanceOf(Credentials.OAuth.class)
                .satisfies(login -> assertThat(login.bearerToken()).isEqualTo("secret-2"));
    }

    @Test
    void theEnvironmentsTokenServesWithoutAFileWhenItsAddressIsNamed() throws InterruptedException {
        Map<String, String> environment = Map.of("ARKOR_TOKEN", "secret-5", "ARKOR_CLOUD_API_URL", "https://own.example/");

        Credentials given = new CredentialStore(home, environment).resolve();

        assertThat(given.bearerToken()).isEqualTo("secret-5");
        assertThat(given.cloudApiUrl()).contains("https://own.example");
        assertThat(Files.exists(store.path())).isFalse();
    }

    @Test
    void theEnvironmentsTokenAloneDoesNotReplaceTheFile() throws IOException, InterruptedException {
        keep(ANONYMOUS);

        assertThat(new CredentialStore(home, Map.of("ARKOR_TOKEN", "secret-5")).resolve().bearerToken()).isEqualTo("secret-1");
    }

    @Test
    void noKindOfCredentialsShowsASecret() throws IOException {
        keep(OAUTH);

        List<Credentials> kinds = List.of(store.read().orElseThrow(), Credentials.Anonymous.of("secret-1", "a", "u", "o"),
                Credentials.Given.of("secret-5", "https://own.example"));

        assertThat(kinds).allSatisfy(kind -> assertThat(kind.toString()).doesNotContain("secret"));
    }

    private void keep(String text) throws IOException {
        Files.createDirectories(store.path().getParent());
        Files.writeString(store.path(), text);
    }

    private static List<String> filesBeside(Path file) throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
