package ai.arkor.shell.prompt;

import ai.arkor.shell.snippet.JavaTokens;
import ai.arkor.shell.snippet.JavaTokens.Kind;
import ai.arkor.shell.snippet.JavaTokens.Span;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours what is being typed. A name that is neither a command nor a keyword stays plain: it may be anything yet. */
final class PromptHighlighter implements Highlighter {

    /** Longer texts are pasted ones; each key would colour them anew. */
    private static final int LONGEST = 20_000;
    private static final Pattern WORD = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"?|'[^']*'?|\\S+");

    private static final AttributedStyle COMMAND = AttributedStyle.DEFAULT.bold().foreground(AttributedStyle.CYAN);
    private static final AttributedStyle OPTION = AttributedStyle.DEFAULT.foreground(AttributedStyle.BLUE);
    private static final AttributedStyle STRING = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle KEYWORD = AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA);
    private static final AttributedStyle TYPE = AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
    private static final AttributedStyle NUMBER = AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
    private static final AttributedStyle FAINT = AttributedStyle.DEFAULT.faint();
    private static final AttributedStyle PAIR = AttributedStyle.DEFAULT.bold().underline();
    private static final AttributedStyle UNMATCHED = AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);

    private final CommandWords commands;
    private final BooleanSupplier coloured;

    PromptHighlighter(CommandWords commands, BooleanSupplier coloured) {
        this.commands = commands;
        this.coloured = coloured;
    }

    @Override
    public AttributedString highlight(LineReader reader, String text) {
        if (!coloured.getAsBoolean() || text.length() > LONGEST) {
            return new AttributedString(text);
        }
        return commands.areIn(text) ? command(text) : java(text, reader.getBuffer().cursor());
    }

    private AttributedString command(String text) {
        AttributedStringBuilder line = new AttributedStringBuilder();
        Matcher word = WORD.matcher(text);
        int at = 0;
        while (word.find()) {
            line.append(text, at, word.start());
            line.styled(style(word.group(), at == 0), word.group());
            at = word.end();
        }
        return line.append(text, at, text.length()).toAttributedString();
    }

    private AttributedStyle style(String word, boolean first) {
        if (first) {
            return commands.names().contains(CommandWords.name(word)) ? COMMAND : AttributedStyle.DEFAULT;
        }
        char c = word.charAt(0);
        return c == '-' ? OPTION : c == '"' || c == '\'' ? STRING : AttributedStyle.DEFAULT;
    }

    private static AttributedString java(String text, int cursor) {
        List<Span> spans = JavaTokens.of(text);
        Brackets brackets = Brackets.of(text, spans);
        // As in editors: the bracket before the cursor, or else the one at it.
        int at = brackets.pairs().containsKey(cursor - 1) ? cursor - 1 : cursor;
        int other = brackets.pairs().getOrDefault(at, -1);
        AttributedStringBuilder line = new AttributedStringBuilder();
        int end = 0;
        for (Span span : spans) {
            line.append(text, end, span.start());
            boolean ofPair = other >= 0 && (span.start() == other || span.start() == at);
            AttributedStyle style = ofPair ? PAIR : brackets.unmatched().contains(span.start()) ? UNMATCHED : style(span.kind());
            line.styled(style, text.substring(span.start(), span.end()));
            end = span.end();
        }
        return line.append(text, end, text.length()).toAttributedString();
    }

    private static AttributedStyle style(Kind kind) {
        return switch (kind) {
            case KEYWORD -> KEYWORD;
            case TYPE -> TYPE;
            case STRING -> STRING;
            case NUMBER -> NUMBER;
            case COMMENT -> FAINT;
            case ANNOTATION -> OPTION;
            case METHOD, NAME, SYMBOL -> AttributedStyle.DEFAULT;
        };
    }
}
