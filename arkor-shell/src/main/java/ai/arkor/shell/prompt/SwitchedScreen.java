package ai.arkor.shell.prompt;

import ai.arkor.shell.terminal.Glyphs;
import ai.arkor.shell.terminal.Screen;
import ai.arkor.shell.terminal.Style;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Lines above the prompt, or a screen with live lines while somebody waits for the run. */
final class SwitchedScreen implements Screen {

    private final Screen background;
    private final AtomicReference<Optional<Screen>> foreground = new AtomicReference<>(Optional.empty());

    SwitchedScreen(Screen background) {
        this.background = background;
    }

    void toForeground(Screen screen) {
        foreground.set(Optional.of(screen));
    }

    void toBackground() {
        foreground.getAndSet(Optional.empty()).ifPresent(Screen::endLive);
    }

    private Screen now() {
        return foreground.get().orElse(background);
    }

    @Override
    public void line(String text) {
        now().line(text);
    }

    @Override
    public boolean hasLive() {
        return now().hasLive();
    }

    @Override
    public void live(List<String> lines) {
        now().live(lines);
    }

    @Override
    public void endLive() {
        now().endLive();
    }

    @Override
    public int width() {
        return now().width();
    }

    @Override
    public int height() {
        return now().height();
    }

    @Override
    public Style style() {
        return now().style();
    }

    @Override
    public Glyphs glyphs() {
        return now().glyphs();
    }
}
