package ai.arkor.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.shell.backend.Events;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Backlog backlog = new Backlog(false, 0);

    @Test
    void itIsQuietASecondAfterTheLastEventOfAStore() {
        assertThat(backlog.isQuiet(2 * SECOND)).isFalse();
        for (int step = 1; step <= 100; step++) {
            assertThat(backlog.isFresh(Events.log(step, step * 500L), 2 * SECOND)).isFalse();
        }
        assertThat(backlog.isQuiet(2 * SECOND + SECOND / 2)).isFalse();
        assertThat(backlog.isQuiet(3 * SECOND)).isTrue();
    }

    @Test
    void aRunThatLogsAllTheTimeIsCaughtUpWithWhenItsTimesGoByAsFastAsTheClock() {
        boolean fresh = false;
        long now = 0;
        for (int step = 1; step <= 1000; step++) {
            now += SECOND / 1000;
            fresh |= backlog.isFresh(Events.log(step, step * 100L), now);
        }
        assertThat(fresh).as("100 seconds read in one").isFalse();
        for (int step = 1001; step <= 1030; step++) {
            now += SECOND / 10;
            fresh |= backlog.isFresh(Events.log(step, step * 100L), now);
        }
        assertThat(fresh).isTrue();
    }

    @Test
    void aRunThatHasNotBegunIsWaitedForLessLong() {
        assertThat(new Backlog(true, 0).isQuiet(SECOND)).isTrue();
        assertThat(new Backlog(false, 0).isQuiet(SECOND)).isFalse();
    }

    @Test
    void aLostConnectionIsNoQuiet() {
        backlog.isFresh(Events.log(1, 0), 0);
        backlog.connection(false, SECOND / 2);
        assertThat(backlog.isQuiet(100 * SECOND)).isFalse();
        backlog.connection(true, 100 * SECOND);
        assertThat(backlog.isQuiet(101 * SECOND)).isFalse();
        assertThat(backlog.isQuiet(105 * SECOND)).isTrue();
    }
}
