package ai.arkor.shell.terminal;

import java.util.function.Consumer;

/** A screen of lines only: a pipe, a log, or what stands above a prompt. */
public record LineScreen(Consumer<String> lines, Style style) implements Screen {

    @Override
    public void line(String text) {
        lines.accept(text);
    }

    @Override
    public boolean hasLive() {
        return false;
    }

    @Override
    public void live(String text) {}

    @Override
    public void endLive() {}

    @Override
    public int width() {
        return Integer.MAX_VALUE;
    }
}
