package ai.arkor.shell.terminal;

import java.util.List;
import java.util.function.Consumer;

/** A screen of lines only: a pipe, a log, or what stands above a prompt. */
public record LineScreen(Consumer<String> out, Style style) implements Screen {

    @Override
    public void line(String text) {
        out.accept(text);
    }

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
