package ai.arkor.shell.terminal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/** Text measured in a terminal's columns: East Asian characters and emoji take two, marks that combine none. */
public final class Cells {

    /** A colour, as {@link Style} puts it. */
    private static final Pattern COLOUR = Pattern.compile("\033\\[[0-9;]*m");

    /** Whole sequences a terminal acts on: those with parameters, those with a text up to a bell or ESC \, and those of two characters. */
    private static final Pattern SEQUENCE = Pattern.compile("[\033\u009b](?:\\[|(?<=\u009b))[0-?]*[ -/]*[@-~]"
            + "|(?:\033[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\007\033\u009c]*(?:\007|\033\\\\|\u009c)?"
            + "|\033[ -/]*[0-~]");

    /** What a text of several lines keeps of what a line leaves out: line feeds, tabs, joiners, and what chooses a form. */
    private static final Pattern KEPT = Pattern.compile("[\n\t\u200c\u200d\ufe00-\ufe0f]");

    private Cells() {}

    /** Columns a line takes; colours take none. */
    public static int width(String line) {
        String text = line.indexOf('\033') < 0 ? line : COLOUR.matcher(line).replaceAll("");
        return text.codePoints().map(Cells::width).sum();
    }

    static int width(int codePoint) {
        return Math.max(0, WCWidth.wcwidth(codePoint));
    }

    /**
     * A text of unknown origin as one harmless line: without the sequences a terminal acts on, without control characters and without those that are
     * invisible or turn the direction of writing. Line breaks and tabs become spaces.
     */
    public static String clean(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return text;
        }
        StringBuilder clean = new StringBuilder();
        SEQUENCE.matcher(text).replaceAll("").codePoints().forEach(c -> {
            if (c == '\n' || c == '\t') {
                clean.append(' ');
            } else if (Character.getType(c) == Character.SURROGATE) {
                clean.append('?');
            } else if (isShown(c)) {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }

    /** As {@link #clean}, with its line feeds and tabs, and with the invisible characters that join letters or choose their form: nothing is to be aligned with it. */
    public static String cleanLines(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f || c == '\n' || c == '\t')) {
            return text;
        }
        StringBuilder clean = new StringBuilder();
        Matcher parts = KEPT.matcher(text);
        int from = 0;
        while (parts.find()) {
            clean.append(clean(text.substring(from, parts.start()))).append(parts.group());
            from = parts.end();
        }
        return clean.append(clean(text.substring(from))).toString();
    }

    /** Selectors of variations are left out too, because terminals do not agree on how wide the character before them gets. */
    private static boolean isShown(int codePoint) {
        int type = Character.getType(codePoint);
        boolean selector = codePoint >= 0xfe00 && codePoint <= 0xfe0f || codePoint >= 0xe0100 && codePoint <= 0xe01ef;
        return type != Character.CONTROL && type != Character.FORMAT && type != Character.LINE_SEPARATOR && type != Character.PARAGRAPH_SEPARATOR && !selector;
    }

    /** As much of a text without colours as fits, with an ellipsis at its end when something is missing. */
    public static String cut(String text, int columns, Glyphs glyphs) {
        if (width(text) <= columns) {
            return text;
        }
        String ellipsis = columns > glyphs.ellipsis().length() ? glyphs.ellipsis() : "";
        int left = columns - ellipsis.length();
        StringBuilder cut = new StringBuilder();
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            left -= width(text.codePointAt(at));
            if (left < 0) {
                break;
            }
            cut.appendCodePoint(text.codePointAt(at));
        }
        return cut + ellipsis;
    }
}
