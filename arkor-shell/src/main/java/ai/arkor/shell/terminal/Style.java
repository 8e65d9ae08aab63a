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

    public String doubtful(String text) {
        return wrap("33", text);
    }

    /** What is looked at first: of two things drawn together, the main one. */
    public String first(String text) {
        return wrap("36", text);
    }

    /** The other one of two things drawn together; people who see few colours tell it from the first. */
    public String second(String text) {
        return wrap("35", text);
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
