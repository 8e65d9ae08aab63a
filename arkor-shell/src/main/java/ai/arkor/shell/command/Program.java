package ai.arkor.shell.command;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs one command line. */
public final class Program {

    private Program() {}

    /** @return the exit status */
    public static int run(List<String> arguments, String version) {
        CommandLine line = new CommandLine(new Root());
        line.getCommandSpec().version("arkor " + version);
        if (arguments.isEmpty()) {
            line.usage(System.err, CommandLine.Help.Ansi.OFF);
            return ExitStatus.USAGE;
        }
        return line.execute(arguments.toArray(String[]::new));
    }

    @Command(name = "arkor", mixinStandardHelpOptions = true,
            description = "Define, start, watch, evaluate, stop and serve fine-tuning runs of language models.")
    static final class Root {}
}
