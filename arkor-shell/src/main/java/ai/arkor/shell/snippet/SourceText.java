package ai.arkor.shell.snippet;

import java.util.List;

/**
 * Java that is evaluated, and what to call it.
 *
 * @param name the file it is from; empty for what was typed
 */
public record SourceText(String name, String text) {

    public static SourceText typed(String text) {
        return new SourceText("", text);
    }

    /** A file's text; a first line that begins with {@code #!} is for the operating system. */
    public static SourceText ofFile(String name, String text) {
        return new SourceText(name, text.startsWith("#!") ? "//" + text.substring(2) : text);
    }

    /** Counted from 1. */
    public int line(int offset) {
        return 1 + (int) text.substring(0, within(offset)).chars().filter(c -> c == '\n').count();
    }

    /** Counted from 1. */
    public int column(int offset) {
        return within(offset) - lineStart(offset) + 1;
    }

    /** {@code name:line:column}; empty for what was typed. */
    public String place(int offset) {
        return name.isEmpty() ? "" : name + ":" + line(offset) + ":" + column(offset);
    }

    /** The line that a character is in, as it is written. */
    public String lineAt(int offset) {
        int end = text.indexOf('\n', within(offset));
        return text.substring(lineStart(offset), end < 0 ? text.length() : end).stripTrailing();
    }

    /** Where a line begins; the end of the text for those after the last. */
    int offsetOfLine(int line) {
        int start = 0;
        for (int i = 1; i < line && start >= 0; i++) {
            start = text.indexOf('\n', start) + 1;
            if (start == 0) {
                return text.length();
            }
        }
        return start;
    }

    /** The line of a problem, and under it carets for as much of the problem as is in that line. */
    public List<String> pointAt(int start, int end) {
        String line = lineAt(start);
        int column = Math.min(column(start) - 1, line.length());
        int length = Math.max(1, Math.min(end - start, line.length() - column));
        // Tabs stay, so that the carets stand where the terminal put the characters.
        String before = line.substring(0, column).replaceAll("[^\t]", " ");
        return List.of("  " + line, "  " + before + "^".repeat(length));
    }

    private int lineStart(int offset) {
        return text.lastIndexOf('\n', within(offset) - 1) + 1;
    }

    private int within(int offset) {
        return Math.max(0, Math.min(offset, text.length()));
    }
}
