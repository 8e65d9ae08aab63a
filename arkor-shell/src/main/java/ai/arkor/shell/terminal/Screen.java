package ai.arkor.shell.terminal;

/** Where a run's progress is told. Thread-safe. */
public interface Screen {

    /** Writes a whole line. */
    void line(String text);

    /** Whether {@link #live} shows anything; without, progress is told in lines now and then. */
    boolean hasLive();

    /** Shows that text in place of the live text before; cut to {@link #width()}. */
    void live(String text);

    /** Takes the live text away. */
    void endLive();

    /** Columns. */
    int width();

    Style style();
}
