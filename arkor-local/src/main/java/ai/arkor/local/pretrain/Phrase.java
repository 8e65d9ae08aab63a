package ai.arkor.local.pretrain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A piece of a message: text, a choice <code>{a|b}</code>, or a pool's name <code>{thing}</code>; choices nest. */
sealed interface Phrase {
    record Text(String text) implements Phrase {}

    record Choice(List<Phrase> options) implements Phrase {}

    record Sequence(List<Phrase> parts) implements Phrase {}

    record Pool(String name) implements Phrase {}

    /** @throws IllegalArgumentException when braces do not match or a pool is not known */
    static Phrase parse(String line, Map<String, List<String>> pools) {
        int[] position = {0};
        Phrase phrase = alternatives(line, position, pools);
        if (position[0] != line.length()) {
            throw new IllegalArgumentException("Unmatched } at " + position[0] + " in: " + line);
        }
        return phrase;
    }

    private static Phrase alternatives(String line, int[] position, Map<String, List<String>> pools) {
        List<Phrase> options = new ArrayList<>();
        List<Phrase> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (position[0] < line.length() && line.charAt(position[0]) != '}') {
            char c = line.charAt(position[0]++);
            if (c == '{') {
                flush(text, parts);
                Phrase inner = alternatives(line, position, pools);
                if (position[0]++ >= line.length()) {
                    throw new IllegalArgumentException("Missing } in: " + line);
                }
                parts.add(inner instanceof Text name ? pool(name.text(), pools, line) : inner);
            } else if (c == '|') {
                flush(text, parts);
                options.add(sequence(parts));
                parts = new ArrayList<>();
            } else {
                text.append(c);
            }
        }
        flush(text, parts);
        options.add(sequence(parts));
        return options.size() == 1 ? options.get(0) : new Choice(List.copyOf(options));
    }

    private static Phrase pool(String name, Map<String, List<String>> pools, String line) {
        if (!pools.containsKey(name)) {
            throw new IllegalArgumentException("Unknown pool {" + name + "} in: " + line);
        }
        return new Pool(name);
    }

    private static void flush(StringBuilder text, List<Phrase> parts) {
        if (text.length() > 0) {
            parts.add(new Text(text.toString()));
            text.setLength(0);
        }
    }

    private static Phrase sequence(List<Phrase> parts) {
        return parts.size() == 1 ? parts.get(0) : new Sequence(List.copyOf(parts));
    }

    default void expand(Dice dice, Map<String, List<String>> pools, StringBuilder out) {
        if (this instanceof Text text) {
            out.append(text.text());
        } else if (this instanceof Choice choice) {
            dice.pick(choice.options()).expand(dice, pools, out);
        } else if (this instanceof Sequence sequence) {
            sequence.parts().forEach(part -> part.expand(dice, pools, out));
        } else if (this instanceof Pool pool) {
            out.append(dice.pick(pools.get(pool.name())));
        }
    }
}
