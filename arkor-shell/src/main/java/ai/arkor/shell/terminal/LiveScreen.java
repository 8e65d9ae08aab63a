package ai.arkor.shell.terminal;

import java.io.PrintStream;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * A terminal with live last lines.
 *
 * @param columns how wide it is now; 0 when it does not know
 * @param rows how high it is now; 0 when it does not know
 */
public record LiveScreen(LiveBlock liveBlock, PrintStream out, IntSupplier columns, IntSupplier rows, Style style, Glyphs glyphs) implements Screen {

    private static final int USUAL_WIDTH = 80;
    private static final int USUAL_HEIGHT = 24;

    @Override
    public void line(String text) {
        liveBlock.endLine();
        out.println(text);
    }

    @Override
    public boolean hasLive() {
        return true;
    }

    @Override
    public void live(List<String> lines) {
        liveBlock.draw(lines);
    }

    @Override
    public void endLive() {
        liveBlock.erase();
    }

    /** One column stays free, because some terminals wrap when the last one is written. */
    @Override
    public int width() {
        int known = columns.getAsInt();
        return (known > 1 ? known : USUAL_WIDTH) - 1;
    }

    @Override
    public int height() {
        int known = rows.getAsInt();
        return known > 1 ? known : USUAL_HEIGHT;
    }
}
