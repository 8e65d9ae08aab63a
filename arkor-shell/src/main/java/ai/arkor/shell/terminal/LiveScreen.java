package ai.arkor.shell.terminal;

import java.io.PrintStream;
import java.util.function.IntSupplier;

/** A terminal with a live last line. */
public record LiveScreen(LiveLine liveLine, PrintStream out, IntSupplier columns, Style style) implements Screen {

    private static final int USUAL_WIDTH = 80;

    @Override
    public void line(String text) {
        out.println(text);
    }

    @Override
    public boolean hasLive() {
        return true;
    }

    /** One column stays free, because some terminals wrap when the last one is written. */
    @Override
    public void live(String text) {
        int most = width() - 1;
        liveLine.draw(text.length() <= most ? text : text.substring(0, most));
    }

    @Override
    public void endLive() {
        liveLine.erase();
    }

    /** A terminal that does not know its width says 0. */
    @Override
    public int width() {
        int known = columns.getAsInt();
        return known > 1 ? known : USUAL_WIDTH;
    }
}
