package ai.arkor.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudApiUrlTest {

    private static final Credentials STAGING = Credentials.Anonymous.of("t", "a", "https://staging.example//", "org");

    @Test
    void environmentWinsOverCredentialsAndLosesItsSlashes() {
        assertThat(CloudApiUrl.resolve(Map.of("ARKOR_CLOUD_API_URL", "http://127.0.0.1:9///"), STAGING)).isEqualTo("http://127.0.0.1:9");
    }

    @Test
    void emptyEnvironmentIsAnAddressOfItsOwnAndNotProduction() {
        assertThat(CloudApiUrl.resolve(Map.of("ARKOR_CLOUD_API_URL", ""))).isEmpty();
        assertThat(CloudApiUrl.resolve(Map.of("ARKOR_CLOUD_API_URL", " "))).isEqualTo(" ");
    }

    @Test
    void credentialsWinOverProduction() {
        assertThat(CloudApiUrl.resolve(Map.of(), STAGING)).isEqualTo("https://staging.example");
        assertThat(CloudApiUrl.resolve(Map.of(), Credentials.Anonymous.of("t", "a", "", "org"))).isEmpty();
    }

    @Test
    void productionIsTheLastResort() {
        assertThat(CloudApiUrl.resolve(Map.of())).isEqualTo("https://api.arkor.ai");
    }
}
