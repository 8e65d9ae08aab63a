package ai.arkor.shell.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackendChoiceTest {

    private static final Map<String, String> NAMED = Map.of("ARKOR_CLOUD_API_URL", "https://named.example");
    private static final Optional<URI> SIGNED_IN = Optional.of(URI.create("https://signed.example"));

    @Test
    void theOptionComesBeforeTheEnvironmentAndThatBeforeTheCredentials() {
        assertThat(BackendChoice.of(Optional.of("https://asked.example"), NAMED, SIGNED_IN)).hasToString("https://asked.example (by --backend)");
        assertThat(BackendChoice.of(Optional.empty(), NAMED, SIGNED_IN)).hasToString("https://named.example (by ARKOR_CLOUD_API_URL)");
        assertThat(BackendChoice.of(Optional.empty(), Map.of(), SIGNED_IN)).hasToString("https://signed.example (signed in there)");
    }

    @Test
    void nothingLeavesTheMachineUnlessSomebodyNamedAService() {
        assertThat(BackendChoice.of(Optional.empty(), Map.of(), Optional.empty())).isEqualTo(new BackendChoice.Embedded());
        assertThat(BackendChoice.of(Optional.empty(), Map.of("ARKOR_CLOUD_API_URL", " "), Optional.empty())).isEqualTo(new BackendChoice.Embedded());
        assertThat(BackendChoice.of(Optional.of("local"), NAMED, SIGNED_IN)).isEqualTo(new BackendChoice.Embedded());
    }

    @Test
    void whatIsNoAddressIsRefusedByTheNameOfWhereItStands() {
        assertThatThrownBy(() -> BackendChoice.of(Optional.of("nonsense"), Map.of(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("--backend").hasMessageContaining("nonsense");
        assertThatThrownBy(() -> BackendChoice.of(Optional.empty(), Map.of("ARKOR_CLOUD_API_URL", "ftp://x"), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("ARKOR_CLOUD_API_URL");
    }

    @Test
    void aBackendIsAnnouncedOnceAndTheEmbeddedOneAskedForEachTime() throws InterruptedException {
        ScriptedConnector connector = new ScriptedConnector();
        List<String> announced = new ArrayList<>();
        try (Backends backends = new Backends(connector, Map.of(), Path.of(""), announced::add)) {
            backends.open(Optional.empty());
            backends.open(Optional.empty());
            backends.open(Optional.of("http://127.0.0.1:1"));
            backends.open(Optional.of("http://127.0.0.1:1"));
        }
        assertThat(announced).containsExactly("backend: embedded (this machine)", "backend: http://127.0.0.1:1 (by --backend)");
        assertThat(connector.asked).containsExactly("embedded", "embedded", "http://127.0.0.1:1");
        assertThat(connector.client.closed).isTrue();
    }
}
