package ai.arkor.shell.command;

import picocli.CommandLine.Command;

/** Ends the prompt. */
@Command(name = "exit", mixinStandardHelpOptions = true, description = "Leave. Runs go on.")
public final class ExitCommand extends ShellCommand {

    /** For the registry. */
    public ExitCommand() {}

    @Override
    protected boolean isForPrompt() {
        return true;
    }

    @Override
    public Integer call() {
        session().prompt().orElseThrow().leave();
        return ExitStatus.COMPLETED;
    }
}
