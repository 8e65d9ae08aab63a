package ai.arkor.local.pretrain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The commoner part of WordNet 3.0: meanings whose first word was met in its makers' tagged texts.
 *
 * <p>File format: wndb(5WN).
 */
final class WordNet {
    /** Lexicographer files that make sense as a topic, by number (lexnames(5WN)), with the word for it. */
    private static final Map<Integer, String> FIELDS = fields();

    /**
     * One meaning.
     *
     * @param field what it is about in one word, such as "animal"; empty when nothing fits
     * @param kind the first word of what it is a kind of, or null
     */
    record Meaning(String part, List<String> words, String field, String definition, List<String> examples, @Nullable String kind) {
        String word() {
            return words.get(0);
        }
    }

    private record Line(String part, List<String> words, int file, @Nullable String parent, String gloss) {}

    private final List<Meaning> meanings;
    private final Map<String, List<Meaning>> byField = new LinkedHashMap<>();

    private WordNet(List<Meaning> meanings) {
        this.meanings = meanings;
        for (Meaning meaning : meanings) {
            if (!meaning.field().isEmpty()) {
                byField.computeIfAbsent(meaning.field(), name -> new ArrayList<>()).add(meaning);
            }
        }
    }

    /** @param folder with {@code data.noun} and its siblings, and {@code cntlist.rev} */
    static WordNet read(Path folder) {
        try {
            Set<String> common = commonWords(Files.readAllLines(folder.resolve("cntlist.rev")));
            List<Meaning> meanings = new ArrayList<>();
            for (String part : List.of("noun", "verb", "adj", "adv")) {
                Map<String, Line> lines = lines(folder.resolve("data." + part), part);
                for (Line line : lines.values()) {
                    if (common.contains(line.words().get(0).toLowerCase(java.util.Locale.ROOT))) {
                        meanings.add(meaning(line, lines));
                    }
                }
            }
            return new WordNet(meanings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Meaning> meanings() {
        return meanings;
    }

    List<String> fields(int atLeast) {
        return byField.entrySet().stream()
                .filter(entry -> entry.getValue().size() >= atLeast)
                .map(Map.Entry::getKey)
                .toList();
    }

    List<Meaning> inField(String field) {
        return byField.getOrDefault(field, List.of());
    }

    private static Set<String> commonWords(List<String> counts) {
        Set<String> common = new HashSet<>();
        for (String line : counts) {
            common.add(line.substring(0, line.indexOf('%')).replace('_', ' '));
        }
        return common;
    }

    private static Map<String, Line> lines(Path file, String part) throws IOException {
        Map<String, Line> lines = new LinkedHashMap<>();
        for (String text : Files.readAllLines(file)) {
            if (text.startsWith("  ")) {
                continue; // the licence at the head of each file
            }
            int bar = text.indexOf('|');
            String[] fields = text.substring(0, bar).split(" ");
            int words = Integer.parseInt(fields[3], 16);
            List<String> names = new ArrayList<>();
            for (int i = 0; i < words; i++) {
                names.add(fields[4 + 2 * i].replace('_', ' ').replaceAll("\\(\\w+\\)$", ""));
            }
            String parent = null;
            for (int i = 5 + 2 * words; i + 1 < fields.length; i++) {
                if (fields[i].equals("@")) {
                    parent = fields[i + 1];
                    break;
                }
            }
            lines.put(fields[0], new Line(part, names, Integer.parseInt(fields[1]), parent, text.substring(bar + 1).trim()));
        }
        return lines;
    }

    private static Meaning meaning(Line line, Map<String, Line> lines) {
        int quote = line.gloss().indexOf("; \"");
        String definition = quote < 0 ? line.gloss() : line.gloss().substring(0, quote);
        List<String> examples = new ArrayList<>();
        if (quote >= 0) {
            for (String example : line.gloss().substring(quote + 2).split("\"")) {
                if (example.trim().length() > 8) {
                    examples.add(example.trim());
                }
            }
        }
        Line parent = line.parent() == null ? null : lines.get(line.parent());
        return new Meaning(
                line.part(),
                line.words(),
                FIELDS.getOrDefault(line.file(), ""),
                definition.replaceAll("^\\([^)]*\\) *", ""),
                examples,
                parent == null ? null : parent.words().get(0));
    }

    private static Map<Integer, String> fields() {
        Map<Integer, String> names = new HashMap<>();
        names.put(4, "action");
        names.put(5, "animal");
        names.put(6, "object");
        names.put(8, "body");
        names.put(9, "thought");
        names.put(10, "communication");
        names.put(12, "feeling");
        names.put(13, "food");
        names.put(14, "group");
        names.put(15, "place");
        names.put(18, "person");
        names.put(20, "plant");
        names.put(21, "money");
        names.put(25, "shape");
        names.put(27, "substance");
        names.put(28, "time");
        names.put(33, "competition");
        names.put(34, "eating");
        names.put(37, "emotion");
        names.put(38, "motion");
        names.put(39, "sense");
        names.put(40, "possession");
        names.put(43, "weather");
        return names;
    }
}
