package ai.arkor.shell.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    @ParameterizedTest
    @CsvSource({"0.6,4.1,4,4 3 2 1", "0.2,0.35,4,0.35 0.30 0.25 0.20", "-1,1,4,1.0 0.5 0.0 -0.5", "0.25,0.25,4,0.26 0.25 0.24",
        "0,9e6,4,7.5e+06 5.0e+06 2.5e+06", "0,1e-6,4,1.0e-06"})
    void labelsAreRoundAndTellEachOtherApart(double least, double greatest, int most, String expected) {
        Scale scale = Scale.of(least, greatest);
        if (expected.contains("e")) {
            assertThat(scale.ticks(most)).isNotEmpty().allSatisfy(tick -> assertThat(scale.label(tick, most)).matches("-?\\d\\.\\de[+-]\\d\\d"));
        } else {
            assertThat(scale.ticks(most).stream().map(tick -> scale.label(tick, most))).containsExactly(expected.split(" "));
        }
    }

    @Test
    void everyTickIsInsideAndThereAreNoMoreThanAskedFor() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            double least = random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10);
            Scale scale = Scale.of(least, least + Math.abs(random.nextGaussian()) * Math.pow(10, random.nextInt(20) - 10));
            int most = 1 + random.nextInt(6);
            double slack = (scale.greatest() - scale.least()) * 1e-6 + Math.abs(least) * 1e-12;
            assertThat(scale.ticks(most)).as("seed " + seed).hasSizeLessThanOrEqualTo(most)
                    .allMatch(tick -> tick >= scale.least() - slack && tick <= scale.greatest() + slack);
            assertThat(scale.place(scale.greatest(), 31)).isZero();
            assertThat(scale.place(scale.least(), 31)).isEqualTo(31);
        }
    }
}
