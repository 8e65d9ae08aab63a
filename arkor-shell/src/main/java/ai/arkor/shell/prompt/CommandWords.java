package ai.arkor.shell.prompt;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * Tells commands from Java: a command's name comes first, and what follows is no operator. With a slash before it, a word can be nothing but a command.
 *
 * @param isVariable whether Java has a variable of that name now, which then is meant by the bare word
 */
record CommandWords(Set<String> names, Predicate<String> isVariable) {

    private static final Pattern FIRST_WORD = Pattern.compile("\\s*([a-z]+)(?:\\s+(.*))?", Pattern.DOTALL);
    private static final Pattern SLASHED = Pattern.compile("\\s*/([a-zA-Z?!-][^\\s/]*)(?:\\s.*)?", Pattern.DOTALL);
    private static final Pattern GOES_ON_AS_JAVA = Pattern.compile("(=|\\(|\\.(?:\\w+\\(|(?![/.\\w]|$))|\\+|-(?![-\\w]|$)|-=|[*%&|^<>?:;,\\[]|instanceof\\b|/=|/\\s).*", Pattern.DOTALL);

    CommandWords(Set<String> names) {
        this(names, name -> false);
    }

    boolean areIn(String line) {
        return areForced(line) || areBare(line);
    }

    private boolean areBare(String line) {
        Matcher words = FIRST_WORD.matcher(line);
        if (!words.matches() || !names.contains(words.group(1))) {
            return false;
        }
        String rest = words.group(2);
        if (rest == null || rest.isBlank()) {
            return !isVariable.test(words.group(1));
        }
        return !GOES_ON_AS_JAVA.matcher(rest).matches();
    }

    /** The first word of a line of Java that would be a command if that word were a command's name: perhaps a mistyped one. */
    static Optional<String> likeACommand(String line) {
        Matcher words = FIRST_WORD.matcher(line.strip());
        if (!words.matches() || line.strip().matches("(?s).*(;|\\n).*") || SourceVersion.isKeyword(words.group(1)) || words.group(1).equals("var")) {
            return Optional.empty();
        }
        String rest = words.group(2);
        return rest != null && GOES_ON_AS_JAVA.matcher(rest).matches() ? Optional.empty() : Optional.of(words.group(1));
    }

    /** Whether the line begins with a slash that begins no comment; the word after it may be no command's name. */
    static boolean areForced(String line) {
        return SLASHED.matcher(line).matches();
    }

    /** A command's name without the slash that forces it. */
    static String name(String word) {
        return word.startsWith("/") ? word.substring(1) : word;
    }
}
