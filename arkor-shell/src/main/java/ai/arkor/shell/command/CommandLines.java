package ai.arkor.shell.command;

import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;

/** The registry of commands; runs one line of them. */
public final class CommandLines {

    private final CommandLine root;

    /** @param coloured whether usage and complaints are */
    public CommandLines(Session session, String version, boolean coloured) {
        root = new CommandLine(new Root());
        root.setCommandName("arkor");
        root.getCommandSpec().version("arkor " + version);
        ServiceLoader.load(CommandLines.class.getModule().getLayer() == null ? ModuleLayer.boot() : CommandLines.class.getModule().getLayer(), ShellCommand.class)
                .forEach(command -> root.addSubcommand(command.with(session)));
        root.addSubcommand(new HelpCommand());
        root.setOut(new java.io.PrintWriter(session.out(), true));
        root.setErr(new java.io.PrintWriter(session.err(), true));
        root.setColorScheme(Help.defaultColorScheme(coloured ? Help.Ansi.ON : Help.Ansi.OFF));
        root.setExecutionExceptionHandler((failure, line, parsed) -> Failures.tell(failure, session));
    }

    public Set<String> names() {
        return root.getSubcommands().keySet();
    }

    /** @return the exit status */
    public int run(List<String> words) {
        return root.execute(words.toArray(String[]::new));
    }

    public void usage(java.io.PrintStream to) {
        root.usage(to, root.getColorScheme());
    }

    @Command(name = "arkor", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
            description = {"Define, start, watch, evaluate, stop and serve fine-tuning runs of language models.",
                "Without a command, on a terminal: a prompt that takes Java and these commands."},
            footer = {"", "Exit status: 0 completed, 1 error, 2 usage, 3 run failed, 4 run cancelled, 5 backend or stream lost,",
                "124 deadline, 130 detached by Ctrl-C, 143 terminated."})
    static final class Root {}
}
