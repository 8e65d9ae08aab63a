package ai.arkor.local.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShuffledExamplesTest {
    private final List<Example> rows = IntStream.range(0, 101)
            .mapToObj(id -> {
                int[] tokens = new int[2 + new Random(id).nextInt(60)];
                tokens[0] = id;
                return Example.text(tokens);
            })
            .toList();

    @Test
    void showsEveryRowOncePerEpochInANewOrder() {
        ShuffledExamples data = new ShuffledExamples(rows, 8, 1);
        assertThat(data.batchesPerEpoch()).isEqualTo(13);
        List<Integer> first = ids(data, 0, 13);
        List<Integer> second = ids(data, 13, 26);
        assertThat(first).hasSize(101).doesNotHaveDuplicates();
        assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
    }

    @Test
    void givesTheSameBatchForTheSameNumberAndSeed() {
        ShuffledExamples once = new ShuffledExamples(rows, 8, 1);
        ShuffledExamples again = new ShuffledExamples(rows, 8, 1);
        List<Integer> late = ids(again, 20, 24);
        assertThat(ids(once, 20, 24)).isEqualTo(late);
        assertThat(ids(new ShuffledExamples(rows, 8, 2), 20, 24)).isNotEqualTo(late);
        assertThat(ids(again, 0, 13)).isEqualTo(ids(once, 0, 13));
    }

    @Test
    void putsRowsOfSimilarLengthTogether() {
        ShuffledExamples data = new ShuffledExamples(rows, 8, 1);
        int padded = 0;
        int used = 0;
        for (int i = 0; i < 13; i++) {
            List<Example> batch = data.batch(i).examples();
            padded += batch.size() * batch.stream().mapToInt(Example::usedLength).max().orElseThrow();
            used += batch.stream().mapToInt(Example::usedLength).sum();
        }
        assertThat(padded).isLessThan(used * 12 / 10);
    }

    @Test
    void turnsEpochsIntoSteps() {
        ShuffledExamples data = new ShuffledExamples(rows, 8, 1);
        assertThat(data.steps(3, 1)).isEqualTo(39);
        assertThat(data.steps(1, 4)).isEqualTo(4);
        assertThat(data.steps(0.01, 1)).isEqualTo(1);
    }

    private static List<Integer> ids(ShuffledExamples data, int from, int to) {
        List<Integer> ids = new ArrayList<>();
        for (int i = from; i < to; i++) {
            data.batch(i).examples().forEach(row -> ids.add(row.tokens()[0]));
        }
        return ids;
    }
}
