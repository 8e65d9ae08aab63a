package ai.arkor.client.observation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.ReconnectPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Backoff FIRST = Backoff.first(ReconnectPolicy.DEFAULT);

    private static Backoff after(int failures) {
        Backoff backoff = FIRST;
        for (int i = 0; i < failures; i++) {
            backoff = backoff.next();
        }
        return backoff;
    }

    @Test
    void clientsThatLostTheirStreamsTogetherComeBackAtDifferentMoments() {
        assertThat(FIRST.delay(0)).isEqualTo(Duration.ofMillis(750));
        assertThat(FIRST.delay(0.5)).isEqualTo(Duration.ofMillis(1_000));
        assertThat(FIRST.delay(1)).isEqualTo(Duration.ofMillis(1_250));
        assertThat(after(3).delay(0)).isEqualTo(Duration.ofMillis(6_000));
        assertThat(after(3).delay(1)).isEqualTo(Duration.ofMillis(10_000));
    }

    @Test
    void noWaitIsLongerThanTheCapHoweverManyFailures() {
        for (int failures = 0; failures < 2_000; failures++) {
            assertThat(after(failures).delay(1)).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(1));
        }
        assertThat(after(1_999).delay(0)).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void aSuccessGoesBackToTheFirst() {
        assertThat(after(7).reset().delay(0.5)).isEqualTo(FIRST.delay(0.5));
    }

    @Test
    void theBackendsWishIsFollowedWhenItIsLongerAndWithinReason() {
        assertThat(FIRST.delay(0.5, Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
        assertThat(FIRST.delay(0.5, Duration.ofSeconds(90))).as("beyond the cap").isEqualTo(Duration.ofSeconds(90));
        assertThat(FIRST.delay(0.5, Duration.ofDays(1))).isEqualTo(Duration.ofMinutes(5));
    }
}
