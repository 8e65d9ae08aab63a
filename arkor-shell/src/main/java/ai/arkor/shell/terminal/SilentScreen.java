package ai.arkor.shell.terminal;

import java.util.List;

/** A screen that shows nothing, for those who want results only. */
public record SilentScreen(Style style, Glyphs glyphs) implements Screen {

    @Override
    public void line(String text) {}

    @Override
    public boolean hasLive() {
        return false;
    }

    @Override
    public void live(List<String> lines) {}

    @Override
    public void endLive() {}

    @Override
    public int width() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int height() {
        return Integer.MAX_VALUE;
    }
}
