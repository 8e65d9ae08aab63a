package ai.arkor.shell.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The registry of commands; runs one line of them. */
public final class CommandLines {

    private final Session session;
    private final String version;
    private final Map<String, ShellCommand> commands = new LinkedHashMap<>();
    /** Commands of the prompt, or of the program, where this is the other. */
    private final Set<String> elsewhere = new HashSet<>();
    private boolean coloured;
    private @Nullable CommandLine built;

    /** @param coloured whether usage and complaints are */
    public CommandLines(Session session, String version, boolean coloured) {
        this.session = session;
        this.version = version;
        this.coloured = coloured;
        boolean atPrompt = session.prompt().isPresent();
        ServiceLoader.load(ShellCommand.class, CommandLines.class.getClassLoader()).stream().map(ServiceLoader.Provider::get).forEach(command -> {
            String name = command.getClass().getAnnotation(Command.class).name();
            if (atPrompt ? command.isForProgram() : command.isForPrompt()) {
                elsewhere.add(name);
            } else {
                commands.put(name, command);
            }
        });
    }

    /** Builds what parses lines, which is most of the work and not needed to show a prompt; otherwise the first line does. */
    public void prepare() {
        root();
    }

    private synchronized CommandLine root() {
        if (built == null) {
            CommandLine root = new CommandLine(session.prompt().isPresent() ? new PromptRoot() : new Root());
            root.getCommandSpec().version("arkor " + version);
            commands.values().forEach(command -> add(root, command.with(session)));
            root.setOut(new PrintWriter(session.out(), true));
            root.setErr(new PrintWriter(session.err(), true));
            root.setColorScheme(colours());
            root.setExecutionExceptionHandler((failure, line, parsed) -> Failures.tell(failure, session, output(parsed).map(OutputOptions::json).orElse(false)));
            root.setExecutionStrategy(this::execute);
            root.setParameterExceptionHandler(new UsageErrors(session, elsewhere)::tell);
            built = root;
        }
        return built;
    }

    private static void add(CommandLine root, ShellCommand command) {
        CommandLine line = new CommandLine(command);
        line.setStopAtPositional(command.takesRest());
        root.addSubcommand(line);
    }

    public Set<String> names() {
        return commands.keySet();
    }

    /** The commands that a word may have been meant to be, the nearest first; few. */
    public List<String> near(String word) {
        return word.equals("quit") ? List.of("exit") : NearWords.to(word, names());
    }

    /** The commands, each with what it does in a few words. */
    public SortedMap<String, String> descriptions() {
        SortedMap<String, String> all = new TreeMap<>();
        root().getSubcommands().forEach((name, command) -> all.put(name, Expected.firstSentence(command.getCommandSpec().usageMessage().description())));
        return all;
    }

    /**
     * What may stand at the end of a line that is being typed.
     *
     * @param words those of the line; the last one as far as it is typed, perhaps empty
     */
    public Expected expected(List<String> words) {
        return Expected.at(root(), words);
    }

    /** Whether usage and complaints are in colour from now on. */
    public synchronized void coloured(boolean value) {
        coloured = value;
        if (built != null) {
            built.setColorScheme(colours());
        }
    }

    private Help.ColorScheme colours() {
        return Help.defaultColorScheme(coloured ? Help.Ansi.ON : Help.Ansi.OFF);
    }

    /** @return the exit status */
    public int run(List<String> words) {
        CommandLine root = root();
        int status = root.execute(words.toArray(String[]::new));
        List<String> notices = session.backends().takeNotices();
        if (!Optional.ofNullable(root.getParseResult()).flatMap(CommandLines::output).map(OutputOptions::quiet).orElse(false)) {
            notices.forEach(session.err()::println);
        }
        return status;
    }

    private int execute(ParseResult parsed) {
        PrintStream before = System.out;
        if (output(parsed).map(OutputOptions::json).orElse(false) || called(parsed).userObject() instanceof ShellCommand command && command.isOutputForPrograms()) {
            // What the user's own code prints is not what was asked for.
            System.setOut(session.err());
        }
        try {
            return new RunLast().execute(parsed);
        } finally {
            System.setOut(before);
        }
    }

    private static CommandSpec called(ParseResult parsed) {
        return parsed.hasSubcommand() ? called(parsed.subcommand()) : parsed.commandSpec();
    }

    /** What was said of the output with the command that was called; empty when it takes no such options. */
    private static Optional<OutputOptions> output(ParseResult parsed) {
        return called(parsed).mixins().values().stream().map(CommandSpec::userObject)
                .filter(OutputOptions.class::isInstance).map(OutputOptions.class::cast).findFirst();
    }

    public void usage(PrintStream to) {
        root().usage(to, root().getColorScheme());
    }

    @Command(name = "arkor", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
            description = {"Define, start, watch, evaluate, stop and serve fine-tuning runs of language models.",
                "Without a command, on a terminal: a prompt that takes Java and these commands; elsewhere a script is read from the standard input.",
                "With -e SNIPPET [ARGS...] in a command's place: the snippet is run, and its value printed. It is short for: run -e"},
            footer = {"", "Help on a command: arkor help COMMAND",
                "Exit status: 0 completed, 1 error, 2 usage, 3 run failed, 4 run cancelled,",
                "5 backend or stream lost, 124 deadline, 130 detached by Ctrl-C, 143 terminated."})
    static final class Root {}

    @Command(name = "", customSynopsis = "COMMAND [...], or Java",
            description = {"", "A line that begins with one of these commands is one; everything else is Java, over as many lines as it takes."},
            footer = {"", "More: help COMMAND, help java, help bindings, help keys, help files."})
    static final class PromptRoot {}
}
