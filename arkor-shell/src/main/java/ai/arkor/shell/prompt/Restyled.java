package ai.arkor.shell.prompt;

import ai.arkor.shell.terminal.Glyphs;
import ai.arkor.shell.terminal.Screen;
import ai.arkor.shell.terminal.Style;
import java.util.List;
import java.util.function.Supplier;

/** A screen whose style is what the user wants it to be now. */
record Restyled(Screen screen, Supplier<Style> wanted) implements Screen {

    @Override
    public void line(String text) {
        screen.line(text);
    }

    @Override
    public boolean hasLive() {
        return screen.hasLive();
    }

    @Override
    public void live(List<String> lines) {
        screen.live(lines);
    }

    @Override
    public void endLive() {
        screen.endLive();
    }

    @Override
    public int width() {
        return screen.width();
    }

    @Override
    public int height() {
        return screen.height();
    }

    @Override
    public Style style() {
        return wanted.get();
    }

    @Override
    public Glyphs glyphs() {
        return screen.glyphs();
    }
}
