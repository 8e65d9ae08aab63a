package ai.arkor.local.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {
    @Test
    void risesDuringWarmUpAndThenFollowsItsCurve() {
        assertThat(LearningRateSchedule.CONSTANT.factor(0, 4, 104)).isCloseTo(0.2, within(1e-12));
        assertThat(LearningRateSchedule.CONSTANT.factor(3, 4, 104)).isCloseTo(0.8, within(1e-12));
        assertThat(LearningRateSchedule.CONSTANT.factor(103, 4, 104)).isEqualTo(1);
        assertThat(LearningRateSchedule.LINEAR.factor(4, 4, 104)).isEqualTo(1);
        assertThat(LearningRateSchedule.LINEAR.factor(29, 4, 104)).isCloseTo(0.75, within(1e-12));
        assertThat(LearningRateSchedule.LINEAR.factor(104, 4, 104)).isZero();
        assertThat(LearningRateSchedule.COSINE.factor(54, 4, 104)).isCloseTo(0.5, within(1e-12));
        assertThat(LearningRateSchedule.COSINE.factor(29, 4, 104)).isCloseTo(0.5 + Math.sqrt(2) / 4, within(1e-12));
    }

    @Test
    void startsAtItsPeakWithoutWarmUp() {
        for (LearningRateSchedule schedule : LearningRateSchedule.values()) {
            assertThat(schedule.factor(0, 0, 10)).isEqualTo(1);
        }
    }
}
