package ai.arkor.shell.terminal;

/** Puts colour into text, or leaves it. */
public enum Style {
    PLAIN,
    COLOURED;

    public static Style of(boolean colours) {
        return colours ? COLOURED : PLAIN;
    }

    public String good(String text) {
        return wrap("32", text);
    }

    public String bad(String text) {
        return wrap("31", text);
    }

    public String faint(String text) {
        return wrap("2", text);
    }

    public String strong(String text) {
        return wrap("1", text);
    }

    private String wrap(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\033[" + code + "m" + text + "\033[0m";
    }
}
