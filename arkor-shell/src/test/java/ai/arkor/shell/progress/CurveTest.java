package ai.arkor.shell.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {

    private record Bucket(long step, double least, double greatest) {}

    private final Curve curve = new Curve();

    @Test
    void aFewStepsAreKeptAsTheyAre() {
        curve.add(1, 3.5);
        curve.add(2, 2.5);
        curve.add(2, 2.0);
        curve.add(-1, 9.0);

        assertThat(buckets()).containsExactly(new Bucket(1, 3.5, 3.5), new Bucket(2, 2.0, 2.5));
        assertThat(curve.first()).isEqualTo(1);
    }

    @Test
    void aMillionStepsTakeTheSameRoomAndASpikeOfOneStaysToBeSeen() {
        for (int step = 1; step <= 1_000_000; step++) {
            curve.add(step, step == 123_456 ? 50 : step == 654_321 ? -50 : 1);
        }

        List<Bucket> buckets = buckets();
        assertThat(buckets).hasSizeBetween(Curve.BUCKETS / 4, Curve.BUCKETS);
        assertThat(buckets).isSortedAccordingTo((a, b) -> Long.compare(a.step, b.step)).last().extracting(Bucket::step).isEqualTo(1_000_000L);
        assertThat(buckets).filteredOn(bucket -> bucket.greatest == 50).singleElement().satisfies(bucket -> assertThat(bucket.step).isBetween(123_456L, 124_500L));
        assertThat(buckets).filteredOn(bucket -> bucket.least == -50).hasSize(1);
        assertThat(curve.first()).isEqualTo(1);
    }

    @Test
    void whatIsNotFiniteIsRememberedByItsStepAndNotDrawn() {
        curve.add(1, Double.NaN);
        assertThat(curve.isEmpty()).isTrue();
        curve.add(2, 1.0);
        curve.add(Curve.BUCKETS * 3L, Double.POSITIVE_INFINITY);

        assertThat(buckets()).containsExactly(new Bucket(2, 1.0, 1.0));
        assertThat(curve.brokenSteps()).containsExactly(2, Curve.BUCKETS * 3L);
    }

    @Test
    void theLargestNumbersAreKeptSmallEnoughToReckonWith() {
        curve.add(1, Double.MAX_VALUE);
        curve.add(2, -Double.MAX_VALUE);
        curve.add(Long.MAX_VALUE, 1);

        assertThat(buckets()).allMatch(bucket -> Double.isFinite(bucket.greatest * 2 - bucket.least));
    }

    private List<Bucket> buckets() {
        List<Bucket> buckets = new ArrayList<>();
        curve.forEach((step, least, greatest) -> buckets.add(new Bucket(step, least, greatest)));
        return buckets;
    }
}
