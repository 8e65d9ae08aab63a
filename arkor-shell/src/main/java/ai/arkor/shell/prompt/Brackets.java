package ai.arkor.shell.prompt;

import ai.arkor.shell.snippet.JavaTokens;
import ai.arkor.shell.snippet.JavaTokens.Kind;
import ai.arkor.shell.snippet.JavaTokens.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The brackets of a text of Java, by their places.
 *
 * @param pairs from each bracket to its other one, both ways
 * @param unmatched closing ones without an opening one
 * @param open opening ones without a closing one
 */
record Brackets(Map<Integer, Integer> pairs, Set<Integer> unmatched, Set<Integer> open) {

    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    static Brackets of(String text, List<Span> spans) {
        Map<Integer, Integer> pairs = new HashMap<>();
        Set<Integer> unmatched = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (Span span : spans) {
            char c = text.charAt(span.start());
            if (span.kind() != Kind.SYMBOL) {
                continue;
            }
            if (OPENING.indexOf(c) >= 0) {
                open.push(span.start());
            } else if (CLOSING.indexOf(c) >= 0) {
                if (!open.isEmpty() && OPENING.indexOf(text.charAt(open.peek())) == CLOSING.indexOf(c)) {
                    int other = open.pop();
                    pairs.put(other, span.start());
                    pairs.put(span.start(), other);
                } else {
                    unmatched.add(span.start());
                }
            }
        }
        return new Brackets(pairs, unmatched, Set.copyOf(open));
    }

    /** Whether more lines must follow, as far as can be told without Java's grammar. */
    static boolean areOpen(String text) {
        List<Span> spans = JavaTokens.of(text);
        if (spans.isEmpty()) {
            return false;
        }
        String last = text.substring(spans.get(spans.size() - 1).start());
        boolean textGoesOn = last.startsWith("\"\"\"") && (last.length() < 6 || !last.stripTrailing().endsWith("\"\"\""))
                || last.startsWith("/*") && !last.endsWith("*/");
        return textGoesOn || !of(text, spans).open().isEmpty();
    }
}
