package ai.arkor.shell.prompt;

import java.util.regex.Pattern;

/** A line that somebody prints while another line is being typed below it. */
final class PrintedLine {

    private static final Pattern COLOUR = Pattern.compile("\033\\[[0-9;:]*m");
    /** Colours are kept, by looking ahead; everything else a terminal acts on moves its cursor or worse. */
    private static final Pattern ACTION = Pattern.compile("(?!" + COLOUR + ")\033(?:\\[[0-?]*[ -/]*[@-~]|[\\]PX^_][^\007\033]*(?:\007|\033\\\\)?|[ -/]*[0-~])?"
            + "|[\000-\010\013-\032\034-\037\177\u0080-\u009f]");

    private PrintedLine() {}

    /** The line with its colours and without what moves the cursor; of one that was drawn over with carriage returns, the last state. */
    static String harmless(String line) {
        String shown = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        shown = shown.substring(shown.lastIndexOf('\r') + 1);
        if (shown.chars().allMatch(c -> c >= ' ' && c != 0x7f && (c < 0x80 || c > 0x9f) || c == '\t')) {
            return shown;
        }
        String harmless = ACTION.matcher(shown).replaceAll("");
        return harmless.indexOf('\033') < 0 ? harmless : harmless + "\033[0m";
    }
}
