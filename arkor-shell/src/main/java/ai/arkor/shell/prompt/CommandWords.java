package ai.arkor.shell.prompt;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells commands from Java: a command's name comes first, and what follows is no operator. */
record CommandWords(Set<String> names) {

    private static final Pattern FIRST_WORD = Pattern.compile("\\s*([a-z]+)(?:\\s+(.*))?", Pattern.DOTALL);
    private static final Pattern GOES_ON_AS_JAVA = Pattern.compile("(=|\\(|\\.(?:\\w+\\(|(?![/.\\w]|$))|\\+|-(?![-\\w])|-=|[*%&|^<>?:;,\\[]|instanceof\\b|/=|/\\s).*", Pattern.DOTALL);

    boolean areIn(String line) {
        Matcher words = FIRST_WORD.matcher(line);
        if (!words.matches() || !names.contains(words.group(1))) {
            return false;
        }
        String rest = words.group(2);
        return rest == null || !GOES_ON_AS_JAVA.matcher(rest).matches();
    }
}
