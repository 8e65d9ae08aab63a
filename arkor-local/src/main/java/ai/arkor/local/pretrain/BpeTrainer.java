package ai.arkor.local.pretrain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Learns byte-level byte-pair merges (Sennrich, Haddow and Birch 2016; bytes as in GPT-2): the most frequent adjacent pair
 * becomes a token, again and again. Ties go to the pair that sorts first, so the same text gives the same merges.
 */
final class BpeTrainer {
    /** GPT-2's pre-tokenizer, with every digit alone as {@link TokenizerFiles} asks for it. */
    private static final Pattern WORDS = Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+");

    private final Map<String, Long> counts = new LinkedHashMap<>();

    /** A pair of tokens and how often it occurs. */
    private record Pair(String left, String right) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            int order = left.compareTo(other.left);
            return order != 0 ? order : right.compareTo(other.right);
        }
    }

    private record Ranked(long count, Pair pair) {}

    private static final class Word {
        private final long count;
        private List<String> tokens;

        private Word(long count, List<String> tokens) {
            this.count = count;
            this.tokens = tokens;
        }
    }

    /** Counts the words of {@code text}, {@code weight} times. */
    void add(String text, long weight) {
        Matcher matcher = WORDS.matcher(text);
        while (matcher.find()) {
            counts.merge(matcher.group(), weight, Long::sum);
        }
    }

    /** The first {@code limit} merges, best first, each two tokens in GPT-2's printable alphabet. */
    List<List<String>> merges(int limit) {
        List<Word> words = new ArrayList<>();
        counts.forEach((text, count) -> words.add(new Word(count, letters(text))));
        Map<Pair, Long> frequencies = new HashMap<>();
        Map<Pair, Set<Integer>> places = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            countPairs(words.get(i), i, 1, frequencies, places);
        }
        TreeSet<Ranked> queue = new TreeSet<>(
                Comparator.comparingLong(Ranked::count).reversed().thenComparing(Ranked::pair));
        frequencies.forEach((pair, count) -> queue.add(new Ranked(count, pair)));
        List<List<String>> merges = new ArrayList<>();
        while (merges.size() < limit && !queue.isEmpty() && queue.first().count() > 1) {
            Pair best = queue.first().pair();
            merges.add(List.of(best.left(), best.right()));
            Map<Pair, Long> changed = new HashMap<>();
            for (int i : List.copyOf(places.getOrDefault(best, Set.of()))) {
                Word word = words.get(i);
                countPairs(word, i, -1, changed, places);
                word.tokens = merged(word.tokens, best);
                countPairs(word, i, 1, changed, places);
            }
            changed.forEach((pair, delta) -> {
                long before = frequencies.getOrDefault(pair, 0L);
                queue.remove(new Ranked(before, pair));
                frequencies.put(pair, before + delta);
                if (before + delta > 0) {
                    queue.add(new Ranked(before + delta, pair));
                }
            });
            queue.remove(new Ranked(frequencies.getOrDefault(best, 0L), best));
        }
        return merges;
    }

    private static void countPairs(
            Word word, int index, int sign, Map<Pair, Long> frequencies, Map<Pair, Set<Integer>> places) {
        for (int i = 0; i + 1 < word.tokens.size(); i++) {
            Pair pair = new Pair(word.tokens.get(i), word.tokens.get(i + 1));
            frequencies.merge(pair, sign * word.count, Long::sum);
            Set<Integer> where = places.computeIfAbsent(pair, key -> new HashSet<>());
            if (sign > 0) {
                where.add(index);
            } else {
                where.remove(index);
            }
        }
    }

    private static List<String> merged(List<String> tokens, Pair pair) {
        List<String> result = new ArrayList<>(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            boolean match = i + 1 < tokens.size()
                    && tokens.get(i).equals(pair.left())
                    && tokens.get(i + 1).equals(pair.right());
            result.add(match ? pair.left() + pair.right() : tokens.get(i));
            i += match ? 1 : 0;
        }
        return result;
    }

    /** The UTF-8 bytes of {@code text}, each as its printable letter. */
    static List<String> letters(String text) {
        List<String> letters = new ArrayList<>();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            letters.add(ALPHABET[b & 0xFF]);
        }
        return letters;
    }

    /** GPT-2's printable stand-ins: a printable Latin-1 byte is itself, the others follow from U+0100 in order. */
    static final String[] ALPHABET = alphabet();

    private static String[] alphabet() {
        String[] letters = new String[256];
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
            letters[b] = Character.toString(printable ? b : next++);
        }
        return letters;
    }

    /** All single-byte tokens, in byte order. */
    static List<String> byteTokens() {
        return Arrays.asList(ALPHABET);
    }
}
