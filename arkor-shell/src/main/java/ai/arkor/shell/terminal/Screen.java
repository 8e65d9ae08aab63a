package ai.arkor.shell.terminal;

import java.util.List;

/** Where a run's progress is told. Thread-safe. */
public interface Screen {

    /** Writes a whole line, or several with line feeds between them, which nothing else comes between. */
    void line(String text);

    /** Whether {@link #live} shows anything; without, progress is told in lines now and then. */
    boolean hasLive();

    /** Shows these lines in place of the live ones before. None is wider than {@link #width()}, and they are fewer than {@link #height()}. */
    void live(List<String> lines);

    /** Takes the live lines away. */
    void endLive();

    /** Columns that may be written to. */
    int width();

    /** Rows. */
    int height();

    Style style();

    /** What it can show; lines go where nobody knows, and are of ASCII. */
    default Glyphs glyphs() {
        return Glyphs.ASCII;
    }
}
