package ai.arkor.local.pretrain;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded choices. The same seed and index give the same choices on every platform. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed, long index) {
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L ^ (index + 1) * 0xBF58476D1CE4E5B9L);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String of(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** {@code count} different elements, or all of them in a new order when there are fewer. */
    <T> List<T> sample(List<T> choices, int count) {
        List<T> shuffled = new ArrayList<>(choices);
        int wanted = Math.min(count, shuffled.size());
        for (int i = 0; i < wanted; i++) {
            int other = i + random.nextInt(shuffled.size() - i);
            T swapped = shuffled.get(i);
            shuffled.set(i, shuffled.get(other));
            shuffled.set(other, swapped);
        }
        return new ArrayList<>(shuffled.subList(0, wanted));
    }
}
