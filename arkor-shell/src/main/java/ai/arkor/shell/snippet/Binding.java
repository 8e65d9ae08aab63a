package ai.arkor.shell.snippet;

import java.util.Optional;

/** A variable that the shell gives to snippets. Users may declare their own in its place. */
public enum Binding {
    TRAINER("trainer", "Trainer", "the trainer started or loaded last; null before"),
    RUN("run", "TrainingRun", "the run started or watched last; null before"),
    RUNS("runs", "List<TrainingRun>", "the runs of this session, the last first, each as last heard of; client.runs() asks the backend"),
    CLIENT("client", "ArkorClient", "the usual backend, connected to when it is first asked for something"),
    PROJECT("project", "Path", "the project's folder"),
    ARGS("args", "String[]", "what follows the script in the command line");

    private final String variable;
    private final String type;
    private final String description;

    Binding(String variable, String type, String description) {
        this.variable = variable;
        this.type = type;
        this.description = description;
    }

    /** Its name in snippets. */
    public String variable() {
        return variable;
    }

    /** Its type, as snippets spell it. */
    public String type() {
        return type;
    }

    /** For help. */
    public String description() {
        return description;
    }

    /**
     * Declares it, or gives it another value.
     *
     * @param value of its type; empty for null
     * @return whether it has that value now; not when the user declared a variable in its place
     */
    public boolean in(SnippetEngine engine, Optional<?> value) {
        return engine.bind(variable, type, value);
    }
}
