package ai.arkor.shell.prompt;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells commands from Java: a command's name comes first, and what follows is no operator. With a slash before it, a word can be nothing but a command.
 *
 * @param isVariable whether Java has a variable of that name now, which then is meant by the bare word
 */
record CommandWords(Set<String> names, Predicate<String> isVariable) {

    private static final Pattern FIRST_WORD = Pattern.compile("\\s*([a-z]+)(?:\\s+(.*))?", Pattern.DOTALL);
    private static final Pattern SLASHED = Pattern.compile("\\s*/([a-zA-Z?!-][^\\s/]*)(?:\\s.*)?", Pattern.DOTALL);
    private static final Pattern GOES_ON_AS_JAVA = Pattern.compile("(=|\\(|\\.(?:\\w+\\(|(?![/.\\w]|$))|\\+|-(?![-\\w])|-=|[*%&|^<>?:;,\\[]|instanceof\\b|/=|/\\s).*", Pattern.DOTALL);

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

    /** Whether the line begins with a slash that begins no comment; the word after it may be no command's name. */
    static boolean areForced(String line) {
        return SLASHED.matcher(line).matches();
    }

    /** A command's name without the slash that forces it. */
    static String name(String word) {
        return word.startsWith("/") ? word.substring(1) : word;
    }
}
