package ai.arkor.shell.command;

import ai.arkor.api.ArkorException;
import picocli.CommandLine.Command;

/** Names the prompt in the list of commands. The program itself opens it, before there is anything for a command to run with; this one is left where it cannot. */
@Command(name = "shell", mixinStandardHelpOptions = true, description = "Open the prompt, which takes Java and these commands; so does the program without a command.")
public final class OpenPromptCommand extends ShellCommand {

    /** For the registry. */
    public OpenPromptCommand() {}

    @Override
    protected boolean isForProgram() {
        return true;
    }

    @Override
    public Integer call() {
        throw new ArkorException("The prompt needs a terminal for what is typed and for what is shown. To run Java from a file or a pipe: "
                + session().program() + "run FILE, or - for the standard input");
    }
}
