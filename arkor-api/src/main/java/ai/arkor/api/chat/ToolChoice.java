package ai.arkor.api.chat;

/** Whether the model is to call a tool. Without a choice a backend takes {@link #auto()}. */
public sealed interface ToolChoice {

    /** The choices that name no tool. */
    enum Mode implements ToolChoice {
        AUTO,
        NONE,
        REQUIRED;

        /** The choice's name on the wire, in lower case. */
        public String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * That function is called.
     *
     * @param name one of the request's tools
     */
    record Function(String name) implements ToolChoice {

        /** @throws IllegalArgumentException when the name is blank */
        public Function {
            Texts.notBlank("A tool choice's function", name);
        }
    }

    /** The model calls tools or answers, as it sees fit. Some backends must be set up for it, and refuse it otherwise. */
    static ToolChoice auto() {
        return Mode.AUTO;
    }

    /** The model calls no tool. */
    static ToolChoice none() {
        return Mode.NONE;
    }

    /** The model calls at least one tool. */
    static ToolChoice required() {
        return Mode.REQUIRED;
    }

    /** The model calls that tool. */
    static ToolChoice function(String name) {
        return new Function(name);
    }
}
