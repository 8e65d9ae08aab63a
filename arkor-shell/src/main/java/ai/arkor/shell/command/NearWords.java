package ai.arkor.shell.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The words that a mistyped one may have been meant to be. */
final class NearWords {

    private static final int MOST = 3;

    private NearWords() {}

    /** The nearest first; few. */
    static List<String> to(String typed, Collection<String> words) {
        int far = typed.length() <= 3 ? 1 : 2;
        return words.stream()
                .filter(word -> distance(typed, word) <= far || typed.length() >= 2 && word.startsWith(typed))
                .sorted(Comparator.comparing(word -> distance(typed, word)))
                .limit(MOST)
                .toList();
    }

    /** Letters to be put in, taken out, changed, or swapped with their neighbour (Damerau and Levenshtein). */
    private static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                steps[i][j] = Math.min(Math.min(steps[i - 1][j], steps[i][j - 1]) + 1, steps[i - 1][j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[a.length()][b.length()];
    }
}
