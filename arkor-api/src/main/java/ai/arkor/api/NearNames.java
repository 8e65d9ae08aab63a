package ai.arkor.api;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What somebody who mistyped a name has meant perhaps. */
final class NearNames {

    private static final int SHOWN = 3;

    private NearNames() {}

    /** At most three, the nearest first: those that differ in a few letters, that end in it after a dot, or whose words begin with its letters. */
    static List<String> of(String name, List<String> known) {
        String typed = name.toLowerCase(Locale.ROOT);
        return known.stream().filter(other -> distance(typed, other) <= limit(typed)).sorted(Comparator.comparingInt(other -> distance(typed, other)))
                .limit(SHOWN).toList();
    }

    private static int limit(String name) {
        return Math.max(1, name.length() / 4);
    }

    private static int distance(String typed, String name) {
        String initials = (name.charAt(0) + name.substring(1).replaceAll("[^A-Z]", "")).toLowerCase(Locale.ROOT);
        String lower = name.toLowerCase(Locale.ROOT);
        return initials.equals(typed) || lower.endsWith("." + typed) ? 0 : edits(typed, lower);
    }

    /** Levenshtein's distance. */
    private static int edits(String a, String b) {
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] now = new int[b.length() + 1];
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(changed, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[b.length()];
    }
}
