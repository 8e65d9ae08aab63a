import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the data of the redaction template: {@code java Redaction.java [--seed N] [--out FOLDER]}. The same seed gives the same bytes.
 *
 * <p>A message is one or two sentences with slots. Names, telephone numbers, mail addresses and streets are personal; products are not and stay. The names and streets of {@code eval.jsonl} are none of training's, and a third of its rows are of sentences that
 * training has not. Kinds are a text and not an array, and what stands for them is in round brackets: the bundled base model has seen no square one, and cannot
 * tell that token from two hundred others it has not seen.
 */
public class Redaction {

    private static final int TRAIN = 2400;
    private static final int EVAL = 90;

    private static final List<String> SENTENCES = List.of(
            "My name is {name}.", "This is {name}.", "I am {name} and I need help.", "Please ask for {name}.", "The {product} is for {name}.",
            "My number is {phone}.", "You can reach me on {phone}.", "Call {name} on {phone}.", "Please call {phone} today.", "{name} has the number {phone}.",
            "My mail is {email}.", "Please write to {email}.", "Send the invoice to {email}.", "{name} uses {email}.", "Write to {email} or call {phone}.",
            "I live at {street}.", "The new address is {street}.", "Deliver the {product} to {street}.", "{name} lives at {street}.", "{name} moves to {street}.",
            "The {product} is broken.", "I paid for the {product}.", "The {product} came today.", "I want to return the {product}.");

    /** Only in eval.jsonl. */
    private static final List<String> OTHER_SENTENCES = List.of(
            "Please tell {name} that the {product} is late.", "I moved to {street} last week.", "The bill was sent to {email}.",
            "Call me back on {phone} about it.", "{name} wants to return it.", "Is {phone} the number of {name}?", "Please change my mail to {email}.");

    private static final List<String> OPENERS = List.of("Hello.", "Good morning.");
    private static final List<String> CLOSERS = List.of("Thank you.", "It is urgent.");

    private static final Set<String> PERSONAL = new TreeSet<>(List.of("name", "phone", "email", "street"));

    private static final List<String> FIRST = List.of("Anna", "Ben", "Clara", "David", "Emma", "Felix", "Grace", "Henry", "Ines", "Jack", "Karin", "Leo", "Maria",
            "Nora", "Oscar", "Paul", "Rosa", "Simon", "Tom", "Vera", "Mark", "Lucy", "Peter", "Helen", "Robert", "Julia");
    private static final List<String> LAST = List.of("Adams", "Baker", "Carter", "Dunn", "Ellis", "Fisher", "Green", "Hill", "Irving", "Jones", "King", "Lane",
            "Moore", "North", "Owen", "Price", "Reed", "Stone", "Turner", "Wood", "Cole", "Hunt", "Marsh", "Page", "West", "Young");
    private static final List<String> OTHER_FIRST = List.of("Alice", "Daniel", "Frank", "Laura", "Martin", "Sarah", "George", "Ruth");
    private static final List<String> OTHER_LAST = List.of("Archer", "Bell", "Cook", "Field", "Glover", "Knight", "Mason", "Potter");
    private static final List<String> STREETS = List.of("Mill Lane", "Church Road", "Park Street", "Station Road", "High Street", "Bridge Lane", "Garden Road",
            "Castle Street", "Forest Road", "River Lane", "School Road", "Market Street");
    private static final List<String> OTHER_STREETS = List.of("Harbour Street", "Orchard Lane", "Spring Road", "Chapel Lane");
    private static final List<String> HOSTS = List.of("example.com", "example.org", "mail.example", "example.net");
    private static final List<String> PRODUCTS = List.of("lamp", "printer", "tent");

    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");

    private final Random random;
    private boolean heldOut;

    Redaction(long seed) {
        random = new Random(seed);
    }

    public static void main(String[] args) throws IOException {
        long seed = 1;
        Path out = Path.of("");
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length || !List.of("--seed", "--out").contains(args[i])) {
                System.err.println("Usage: java Redaction.java [--seed N] [--out FOLDER]");
                System.exit(2);
            }
            if (args[i].equals("--seed")) {
                seed = Long.parseLong(args[i + 1]);
            } else {
                out = Path.of(args[i + 1]);
            }
        }
        Files.createDirectories(out);
        Redaction generate = new Redaction(seed);
        List<String> training = generate.rows(TRAIN, Set.of());
        Files.write(out.resolve("train.jsonl"), training);
        generate.heldOut = true;
        Files.write(out.resolve("eval.jsonl"), generate.rows(EVAL, new HashSet<>(training)));
    }

    /** As many rows, none twice and none of those. */
    private List<String> rows(int count, Set<String> taken) {
        Set<String> rows = new LinkedHashSet<>();
        while (rows.size() < count) {
            boolean otherSentence = heldOut && rows.size() % 3 == 0;
            List<String> parts = new ArrayList<>();
            if (random.nextInt(4) == 0) {
                parts.add(pick(OPENERS));
            }
            parts.add(pick(otherSentence ? OTHER_SENTENCES : SENTENCES));
            if (random.nextInt(4) == 0) {
                parts.add(pick(CLOSERS));
            }
            String row = row(String.join(" ", parts));
            if (!taken.contains(row)) {
                rows.add(row);
            }
        }
        return new ArrayList<>(rows);
    }

    private String row(String pattern) {
        StringBuilder text = new StringBuilder();
        StringBuilder redacted = new StringBuilder();
        Set<String> tags = new TreeSet<>();
        int count = 0;
        Matcher slot = SLOT.matcher(pattern);
        int from = 0;
        while (slot.find()) {
            String between = pattern.substring(from, slot.start());
            from = slot.end();
            String kind = slot.group(1);
            String value = value(kind);
            text.append(between).append(value);
            boolean personal = PERSONAL.contains(kind);
            redacted.append(between).append(personal ? "(" + kind + ")" : value);
            if (personal) {
                tags.add(kind);
                count++;
            }
        }
        text.append(pattern.substring(from));
        redacted.append(pattern.substring(from));
        String answer = "{\"tags\":\"" + (tags.isEmpty() ? "none" : String.join(", ", tags)) + "\",\"redactedCount\":" + count + ",\"redactedText\":\"" + redacted + "\"}";
        return "{\"messages\":[{\"role\":\"system\",\"content\":\"Take out what is personal.\"},{\"role\":\"user\",\"content\":\"" + text
                + "\"},{\"role\":\"assistant\",\"content\":\"" + answer.replace("\"", "\\\"") + "\"}]}";
    }

    private String value(String kind) {
        return switch (kind) {
            case "name" -> name(random.nextInt(3) > 0 ? " " : "");
            case "phone" -> "0" + (20 + random.nextInt(70)) + " 555 " + (1000 + random.nextInt(9000));
            case "email" -> name(".").toLowerCase(java.util.Locale.ROOT) + "@" + pick(HOSTS);
            case "street" -> (1 + random.nextInt(99)) + " " + pick(heldOut ? OTHER_STREETS : STREETS);
            case "product" -> pick(PRODUCTS);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** A first name, or both with that between them. */
    private String name(String between) {
        String first = pick(heldOut ? OTHER_FIRST : FIRST);
        return between.isEmpty() ? first : first + between + pick(heldOut ? OTHER_LAST : LAST);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
