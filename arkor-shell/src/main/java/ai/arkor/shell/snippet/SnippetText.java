package ai.arkor.shell.snippet;

import java.util.List;
import java.util.Set;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Completeness;

/**
 * The first snippet of a text. A line's end also ends a snippet, where brackets are closed and what follows does not carry on: JShell by itself would
 * take lines without semicolons for one.
 *
 * @param source what to evaluate: with the space before it, and a semicolon where there is none
 * @param remaining what follows it
 */
record SnippetText(Completeness completeness, String source, String remaining) {

    private static final Set<String> CARRYING_ON = Set.of(".", "+", "-", "*", "/", "%", "&", "|", "^", "?", ":", "=", "<", ">", "!", ",", ")", "]", "else",
            "catch", "finally", "instanceof", "throws", "extends", "implements", "permits");

    boolean isIncomplete() {
        return completeness == Completeness.DEFINITELY_INCOMPLETE || completeness == Completeness.CONSIDERED_INCOMPLETE;
    }

    /** The first of a text, or {@code EMPTY} when nothing but space and comments is left. */
    static SnippetText first(String text, SourceCodeAnalysis analysis) {
        List<JavaTokens.Span> tokens = JavaTokens.of(text).stream().filter(span -> span.kind() != JavaTokens.Kind.COMMENT).toList();
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            JavaTokens.Span token = tokens.get(i);
            depth += depth(text, token);
            boolean last = i == tokens.size() - 1;
            if (last || depth <= 0 && endsHere(text, token, tokens.get(i + 1))) {
                int end = last ? text.length() : lineEnd(text, token.end());
                CompletionInfo info = analysis.analyzeCompletion(text.substring(0, end));
                SnippetText found = new SnippetText(info.completeness(), info.source() == null ? text.substring(0, end) : info.source(),
                        (info.source() == null ? "" : info.remaining()) + text.substring(end));
                if (last || !found.isIncomplete()) {
                    return found;
                }
            }
        }
        return new SnippetText(Completeness.EMPTY, "", "");
    }

    private static int depth(String text, JavaTokens.Span token) {
        if (token.kind() != JavaTokens.Kind.SYMBOL) {
            return 0;
        }
        return switch (text.charAt(token.start())) {
            case '(', '[', '{' -> 1;
            case ')', ']', '}' -> -1;
            default -> 0;
        };
    }

    private static boolean endsHere(String text, JavaTokens.Span token, JavaTokens.Span next) {
        String between = text.substring(token.end(), next.start());
        if (between.indexOf('\n') < 0 || token.kind() == JavaTokens.Kind.ANNOTATION) {
            return false;
        }
        String word = text.substring(next.start(), next.end());
        boolean ended = text.charAt(token.start()) == ';' && token.kind() == JavaTokens.Kind.SYMBOL;
        if (ended) {
            return !word.equals("else");
        }
        return !CARRYING_ON.contains(word) || isStep(text, next) || isCommand(text, next);
    }

    /** {@code ++i}, which begins a statement. */
    private static boolean isStep(String text, JavaTokens.Span next) {
        return text.startsWith("++", next.start()) || text.startsWith("--", next.start());
    }

    /** {@code /exit} at the beginning of a line. */
    private static boolean isCommand(String text, JavaTokens.Span next) {
        return text.startsWith("/", next.start()) && next.end() < text.length() && Character.isLetter(text.charAt(next.end()))
                && (next.start() == 0 || text.charAt(next.start() - 1) == '\n');
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
