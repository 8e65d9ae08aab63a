package ai.arkor.shell.snippet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes Java apart for colouring: also what is half typed. Pure. */
public final class JavaTokens {

    /** What a span is. */
    public enum Kind {
        KEYWORD,
        /** A name with a capital first letter. */
        TYPE,
        /** A name that a parenthesis follows. */
        METHOD,
        NAME,
        STRING,
        NUMBER,
        COMMENT,
        ANNOTATION,
        /** Operators, parentheses and the like, one character each. */
        SYMBOL
    }

    /**
     * A part of the text; what is between spans is space.
     *
     * @param end after its last character
     */
    public record Span(int start, int end, Kind kind) {}

    private static final Set<String> KEYWORDS = Set.of("abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "const", "continue",
            "default", "do", "double", "else", "enum", "extends", "false", "final", "finally", "float", "for", "goto", "if", "implements", "import",
            "instanceof", "int", "interface", "long", "native", "new", "null", "package", "private", "protected", "public", "record", "return", "sealed",
            "short", "static", "strictfp", "super", "switch", "synchronized", "this", "throw", "throws", "transient", "true", "try", "var", "void", "volatile",
            "while", "yield");
    /** Keywords only where a declaration or statement begins, and good names of methods and variables elsewhere. */
    private static final Set<String> KEYWORDS_BEFORE_A_NAME = Set.of("record", "sealed", "var", "yield");

    private final String text;
    private final List<Span> spans = new ArrayList<>();
    private int at;

    private JavaTokens(String text) {
        this.text = text;
    }

    /** The spans in their order, none overlapping another. A string or comment without an end reaches to the end of its line or of the text. */
    public static List<Span> of(String text) {
        JavaTokens tokens = new JavaTokens(text);
        while (tokens.at < text.length()) {
            tokens.next();
        }
        return List.copyOf(tokens.spans);
    }

    /** Where the first character is that is neither space nor comment; the text's end when there is none. */
    static int firstCode(String text) {
        JavaTokens tokens = new JavaTokens(text);
        while (tokens.at < text.length()) {
            tokens.next();
            int last = tokens.spans.size() - 1;
            if (last >= 0 && tokens.spans.get(last).kind() != Kind.COMMENT) {
                return tokens.spans.get(last).start();
            }
        }
        return text.length();
    }

    private void next() {
        int start = at;
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (text.startsWith("//", at)) {
            at = endOfLine();
            add(start, Kind.COMMENT);
        } else if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            at = end < 0 ? text.length() : end + 2;
            add(start, Kind.COMMENT);
        } else if (text.startsWith("\"\"\"", at)) {
            quoted("\"\"\"", text.length());
            add(start, Kind.STRING);
        } else if (c == '"' || c == '\'') {
            quoted(String.valueOf(c), endOfLine());
            add(start, Kind.STRING);
        } else if (isDigit(at) || c == '.' && isDigit(at + 1)) {
            number();
            add(start, Kind.NUMBER);
        } else if (c == '@' && at + 1 < text.length() && Character.isJavaIdentifierStart(text.charAt(at + 1))) {
            at++;
            name();
            add(start, text.substring(start, at).equals("@interface") ? Kind.KEYWORD : Kind.ANNOTATION);
        } else if (Character.isJavaIdentifierStart(c)) {
            name();
            add(start, kind(start));
        } else {
            at++;
            add(start, Kind.SYMBOL);
        }
    }

    private void quoted(String quote, int limit) {
        at += quote.length();
        while (at < limit && !text.startsWith(quote, at)) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at >= limit ? limit : at + quote.length(), text.length());
    }

    private void number() {
        boolean hexadecimal = text.startsWith("0x", at) || text.startsWith("0X", at);
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean sign = (c == '+' || c == '-') && isExponent(text.charAt(at - 1), hexadecimal);
            // The point before a method's name is none of a number.
            boolean point = c == '.' && !(at + 1 < text.length() && Character.isJavaIdentifierStart(text.charAt(at + 1)) && !isExponentAt(at + 1));
            if (!Character.isLetterOrDigit(c) && c != '_' && !point && !sign) {
                return;
            }
            at++;
        }
    }

    private static boolean isExponent(char c, boolean hexadecimal) {
        return hexadecimal ? c == 'p' || c == 'P' : c == 'e' || c == 'E';
    }

    private boolean isExponentAt(int index) {
        char c = text.charAt(index);
        return "eEfFdD".indexOf(c) >= 0 && (index + 1 >= text.length() || !Character.isJavaIdentifierPart(text.charAt(index + 1)) || isDigit(index + 1));
    }

    private void name() {
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
    }

    private Kind kind(int start) {
        String word = text.substring(start, at);
        int next = at;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        char following = next < text.length() ? text.charAt(next) : ' ';
        if (KEYWORDS.contains(word) && (!KEYWORDS_BEFORE_A_NAME.contains(word) || Character.isJavaIdentifierStart(following) || following == '"')) {
            return Kind.KEYWORD;
        }
        if (word.equals("non") && text.startsWith("-sealed", at)) {
            at += "-sealed".length();
            return Kind.KEYWORD;
        }
        if (Character.isUpperCase(word.charAt(0))) {
            return Kind.TYPE;
        }
        return following == '(' ? Kind.METHOD : Kind.NAME;
    }

    private void add(int start, Kind kind) {
        spans.add(new Span(start, at, kind));
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private int endOfLine() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }
}
