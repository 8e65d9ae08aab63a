package ai.arkor.local.pretrain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everyday sentences by what they are about, read from the recipe's text files. A topic may be opened again, in the same file
 * or a later one, to add sentences.
 */
final class Grammar {
    /** A topic: its name, other words for it, and sentences. A name such as {@code money/refund} is a finer part of {@code money}. */
    record Topic(String name, List<String> words, List<Phrase> sentences) {
        /** The coarse topic this one belongs to; its own name when it is one. */
        String parent() {
            int slash = name.indexOf('/');
            return slash < 0 ? name : name.substring(0, slash);
        }
    }

    private final Map<String, List<String>> pools = new LinkedHashMap<>();
    private final Map<String, Topic> topics = new LinkedHashMap<>();

    static Grammar read(List<Path> files) {
        Grammar grammar = new Grammar();
        for (Path file : files) {
            try {
                grammar.add(Files.readAllLines(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
            }
        }
        return grammar;
    }

    private void add(List<String> lines) {
        String pool = null;
        Topic topic = null;
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("@ ")) {
                pool = line.substring(2).trim();
            } else if (line.startsWith("= ")) {
                topic = open(line.substring(2));
                pool = null;
            } else if (pool != null) {
                pools.computeIfAbsent(pool, name -> new ArrayList<>()).addAll(Arrays.asList(line.split("\\|")));
            } else if (topic != null) {
                topic.sentences().add(Phrase.parse(line, pools));
            } else {
                throw new IllegalArgumentException("A sentence before the first topic: " + line);
            }
        }
    }

    private Topic open(String header) {
        int colon = header.indexOf(':');
        String name = (colon < 0 ? header : header.substring(0, colon)).trim();
        Topic topic = topics.computeIfAbsent(name, key -> new Topic(key, new ArrayList<>(), new ArrayList<>()));
        if (colon >= 0) {
            for (String word : header.substring(colon + 1).split(",")) {
                topic.words().add(word.trim());
            }
        }
        return topic;
    }

    List<Topic> topics() {
        return List.copyOf(topics.values());
    }

    Topic topic(String name) {
        Topic topic = topics.get(name);
        if (topic == null) {
            throw new IllegalArgumentException("The grammar has no topic " + name);
        }
        return topic;
    }

    /** The topics a coarse one consists of: itself when it has sentences, and its finer parts. */
    List<Topic> family(String name) {
        return topics.values().stream()
                .filter(topic -> topic.parent().equals(name) && !topic.sentences().isEmpty())
                .toList();
    }

    /** One sentence of the topic, as written: it may begin with a small letter and lack its full stop. */
    String sentence(Topic topic, Dice dice) {
        StringBuilder out = new StringBuilder();
        dice.pick(topic.sentences()).expand(dice, pools, out);
        return out.toString().replaceAll(" +", " ").replaceAll(" ([,.?])", "$1").trim();
    }

    String from(String pool, Dice dice) {
        return dice.pick(pools.get(pool));
    }
}
