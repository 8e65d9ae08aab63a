package ai.arkor.shell.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A command of the program and of its prompt, with picocli's annotations. It registers itself as a provider of this class; the registry makes a new one
 * for each line.
 */
public abstract class ShellCommand implements Callable<Integer> {

    private @Nullable Session session;

    /** For providers. */
    protected ShellCommand() {}

    final ShellCommand with(Session value) {
        session = value;
        return this;
    }

    /** What it works with. */
    protected final Session session() {
        if (session == null) {
            throw new IllegalStateException("A command is given its session before it is called");
        }
        return session;
    }

    /** Whether it makes sense at the prompt only. */
    protected boolean isForPrompt() {
        return false;
    }

    /** Whether it makes sense outside of the prompt only. */
    protected boolean isForProgram() {
        return false;
    }

    /** Whether what follows its first word that is no option is not for it, so that words there may look like options. */
    protected boolean takesRest() {
        return false;
    }

    /** Whether what it prints is read by programs also without {@code --json}, so that what the user's code prints must go elsewhere. */
    protected boolean isOutputForPrograms() {
        return false;
    }

    /** @return the exit status */
    @Override
    public abstract Integer call() throws InterruptedException;
}
