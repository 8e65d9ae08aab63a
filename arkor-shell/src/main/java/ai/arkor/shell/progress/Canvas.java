package ai.arkor.shell.progress;

import ai.arkor.shell.terminal.Glyphs;
import ai.arkor.shell.terminal.Screen;
import ai.arkor.shell.terminal.Style;
import java.time.ZoneId;

/**
 * What a panel is drawn on.
 *
 * @param columns no line is wider
 * @param rows there are no more lines
 * @param zone of the times of day
 */
record Canvas(int columns, int rows, Glyphs glyphs, Style style, ZoneId zone) {

    /** All of a screen but one row, where the cursor goes when the panel is left. */
    static Canvas of(Screen screen, ZoneId zone) {
        return new Canvas(screen.width(), screen.height() - 1, screen.glyphs(), screen.style(), zone);
    }
}
