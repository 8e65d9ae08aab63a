import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the tickets: {@code java Generate.java [--seed N] [--out FOLDER]}. The same seed gives the same bytes.
 *
 * <p>A ticket is one or two sentences of its category in random order of noise: an opener, a sentence that tells how urgent it is, a closer. The
 * three splits take their sentences, products and people from three files that share none.
 */
public class Generate {

    static final List<String> CATEGORIES = List.of("billing", "shipping", "account", "technical", "returns", "product");
    static final String SYSTEM = "Sort the ticket.";

    /** The sentences and pools of one split. */
    record Grammar(Map<String, List<String>> sentences, Map<String, List<String>> pools) {

        static Grammar read(Path file) throws IOException {
            Map<String, List<String>> sentences = new LinkedHashMap<>();
            Map<String, List<String>> pools = new LinkedHashMap<>();
            List<String> section = new ArrayList<>();
            String pool = null;
            for (String line : Files.readAllLines(file)) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (line.startsWith("@ ")) {
                    pool = line.substring(2);
                } else if (pool != null) {
                    pools.put(pool, List.of(line.split("\\|")));
                    pool = null;
                } else if (line.startsWith("= ")) {
                    section = new ArrayList<>();
                    sentences.put(line.substring(2), section);
                } else {
                    section.add(line);
                }
            }
            return new Grammar(sentences, pools);
        }
    }

    private static final Pattern SLOT = Pattern.compile("\\{([^{}]*)}");

    private final Grammar grammar;
    private final Random random;

    Generate(Grammar grammar, long seed) {
        this.grammar = grammar;
        this.random = new Random(seed);
    }

    public static void main(String[] args) throws IOException {
        long seed = 1;
        Path here = Path.of(System.getProperty("jdk.launcher.sourcefile", "generate/Generate.java")).toAbsolutePath().getParent();
        Path out = here.resolveSibling("data");
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length || !List.of("--seed", "--out", "--grammar").contains(args[i])) {
                System.err.println("Usage: java Generate.java [--seed N] [--out FOLDER] [--grammar FOLDER]");
                System.exit(2);
            }
            switch (args[i]) {
                case "--seed" -> seed = Long.parseLong(args[i + 1]);
                case "--out" -> out = Path.of(args[i + 1]);
                default -> here = Path.of(args[i + 1]);
            }
        }
        write(here, out, seed);
    }

    /** Writes the three splits of a seed. */
    static void write(Path grammars, Path out, long seed) throws IOException {
        Files.createDirectories(out);
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("train", 1500);
        sizes.put("dev", 150);
        sizes.put("heldout", 150);
        for (Map.Entry<String, Integer> split : sizes.entrySet()) {
            Generate generate = new Generate(Grammar.read(grammars.resolve(split.getKey() + ".txt")), seed * 31 + split.getKey().length());
            Files.write(out.resolve(split.getKey() + ".jsonl"), generate.rows(split.getValue()));
        }
    }

    /** Rows of chat, one ticket each, as many of every category, none twice. */
    List<String> rows(int count) {
        Set<String> seen = new LinkedHashSet<>();
        List<String> rows = new ArrayList<>();
        while (rows.size() < count) {
            String category = CATEGORIES.get(rows.size() % CATEGORIES.size());
            int dice = random.nextInt(3);
            String urgency = dice == 0 ? "high" : dice == 1 ? "low" : "medium";
            String ticket = ticket(category, urgency);
            if (seen.add(ticket)) {
                rows.add("{\"messages\":[{\"role\":\"system\",\"content\":\"" + SYSTEM + "\"},{\"role\":\"user\",\"content\":\"" + ticket
                        + "\"},{\"role\":\"assistant\",\"content\":\"{\\\"category\\\":\\\"" + category + "\\\",\\\"urgency\\\":\\\"" + urgency + "\\\"}\"}]}");
            }
        }
        Collections.shuffle(rows, random);
        return rows;
    }

    private String ticket(String category, String urgency) {
        List<String> parts = new ArrayList<>();
        parts.add(sentence(category));
        if (random.nextInt(2) == 0) {
            String second = sentence(category);
            if (!parts.contains(second)) {
                parts.add(second);
            }
        }
        if (!urgency.equals("medium")) {
            parts.add(random.nextInt(parts.size() + 1), sentence(urgency));
        }
        if (random.nextInt(3) == 0) {
            parts.add(0, sentence("opener"));
        }
        if (random.nextInt(3) == 0) {
            parts.add(sentence("closer"));
        }
        return String.join(" ", parts);
    }

    private String sentence(String section) {
        String text = pick(grammar.sentences().get(section));
        for (Matcher slot = SLOT.matcher(text); slot.find(); slot = SLOT.matcher(text)) {
            List<String> pool = grammar.pools().get(slot.group(1));
            String filled = pool != null ? pick(pool) : pick(List.of(slot.group(1).split("\\|", -1)));
            text = text.substring(0, slot.start()) + filled + text.substring(slot.end());
        }
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
