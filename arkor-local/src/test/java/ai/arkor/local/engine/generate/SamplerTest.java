package ai.arkor.local.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final double[] LOGITS = {Math.log(0.5), Math.log(0.3), Math.log(0.15), Math.log(0.05)};

    @Test
    void drawsInProportionToTheProbabilities() {
        double[] shares = shares(1, 1);
        assertThat(shares[0]).isCloseTo(0.5, within(0.02));
        assertThat(shares[3]).isCloseTo(0.05, within(0.01));
    }

    @Test
    void leavesOutWhatTheLikeliestTokensDoNotNeed() {
        double[] shares = shares(1, 0.75);
        assertThat(shares[0]).isCloseTo(0.5 / 0.8, within(0.02));
        assertThat(shares[1]).isCloseTo(0.3 / 0.8, within(0.02));
        assertThat(shares[2] + shares[3]).isZero();
    }

    @Test
    void sharpensAtLowTemperatures() {
        assertThat(shares(0.5, 1)[0]).isCloseTo(0.25 / (0.25 + 0.09 + 0.0225 + 0.0025), within(0.02));
        assertThat(shares(1e-6, 1)[0]).isEqualTo(1);
    }

    private static double[] shares(double temperature, double topP) {
        Sampler sampler = new Sampler(new GenerationOptions(1, temperature, topP, 0, Set.of()), new Random(4));
        double[] shares = new double[LOGITS.length];
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            shares[sampler.draw(LOGITS.clone())] += 1.0 / draws;
        }
        return shares[0] > 0.999999 ? new double[] {1, 0, 0, 0} : shares;
    }
}
