package ai.arkor.local.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActivityTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Instant now = Instant.EPOCH;
    private final Activity activity = new Activity(() -> now);

    @Test
    void isIdleWhenNobodyAskedForLongEnough() {
        now = now.plusSeconds(59);
        assertThat(activity.isIdle(MINUTE)).isFalse();
        now = now.plusSeconds(1);
        assertThat(activity.isIdle(MINUTE)).isTrue();
        activity.touch();
        assertThat(activity.isIdle(MINUTE)).isFalse();
    }

    @Test
    void isNotIdleWhileAnAnswerIsGoingOn() {
        Activity.Call call = activity.call();
        now = now.plusSeconds(3600);
        assertThat(activity.isIdle(MINUTE)).isFalse();

        call.close();
        assertThat(activity.isIdle(MINUTE)).isFalse();
        now = now.plusSeconds(60);
        assertThat(activity.isIdle(MINUTE)).isTrue();
    }
}
