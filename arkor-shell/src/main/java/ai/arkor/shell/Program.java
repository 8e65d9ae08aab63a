package ai.arkor.shell;

import ai.arkor.auth.UserHome;
import ai.arkor.shell.backend.Backends;
import ai.arkor.shell.backend.SystemConnector;
import ai.arkor.shell.command.CommandLines;
import ai.arkor.shell.command.ExitStatus;
import ai.arkor.shell.command.Session;
import ai.arkor.shell.prompt.PromptProgram;
import ai.arkor.shell.script.Script;
import ai.arkor.shell.terminal.Interrupts;
import ai.arkor.shell.terminal.StandardInput;
import ai.arkor.shell.terminal.Streams;
import ai.arkor.shell.terminal.Style;
import ai.arkor.shell.terminal.Tty;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs one command line, or the prompt. */
final class Program {

    /** How the user called the launcher, to say what to type next. */
    private static final String NAME_PROPERTY = "ai.arkor.shell.program";

    private Program() {}

    /** @return the exit status */
    static int run(List<String> arguments, String version) {
        return run(arguments, version, System.getenv(), Path.of("").toAbsolutePath());
    }

    static int run(List<String> arguments, String version, Map<String, String> environment, Path workingDirectory) {
        String program = System.getProperty(NAME_PROPERTY, "arkor") + " ";
        Tty tty = Tty.of(environment);
        Path home = UserHome.of(environment);
        SystemConnector connector = new SystemConnector(environment, home);
        boolean wantsPrompt = arguments.isEmpty() ? tty.interactive()
                : arguments.equals(List.of("shell")) && tty.in() && (tty.out() || Tty.isDumb(environment));
        if (wantsPrompt) {
            return prompt(connector, environment, workingDirectory, home.resolve(".arkor"), Style.of(tty.colours()), program, version);
        }
        List<String> line = arguments.isEmpty() ? standardInput(tty) : arguments.get(0).equals("-e") ? snippet(arguments) : arguments;
        Streams streams = Streams.open(tty, environment);
        try (Backends backends = new Backends(connector, environment, workingDirectory, streams.err()::println)) {
            Session session = new Session(backends, connector, streams.screen(), streams.out(), streams.err(), workingDirectory,
                    program, new Interrupts(), Optional.empty(), new StandardInput(tty.in()), Tty.isOutTerminal());
            CommandLines commands = new CommandLines(session, version, tty.colours());
            if (line.isEmpty()) {
                commands.usage(streams.err());
                return ExitStatus.USAGE;
            }
            return commands.run(line);
        }
    }

    /** A snippet in a command's place. */
    private static List<String> snippet(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of("run"));
        line.addAll(arguments);
        return line;
    }

    /** A script, when there is one: nothing at all, as from {@code /dev/null}, is none. */
    private static List<String> standardInput(Tty tty) {
        if (tty.in()) {
            return List.of();
        }
        try {
            byte[] script = System.in.readAllBytes();
            System.setIn(new ByteArrayInputStream(script));
            return script.length == 0 ? List.of() : List.of("run", Script.STANDARD_INPUT);
        } catch (IOException closed) {
            return List.of();
        }
    }

    private static int prompt(SystemConnector connector, Map<String, String> environment, Path workingDirectory, Path folder, Style style, String program,
            String version) {
        try {
            new PromptProgram(connector, connector, environment, workingDirectory, folder, style).run(program, version);
            return ExitStatus.COMPLETED;
        } catch (IOException e) {
            System.err.println("arkor: the terminal could not be opened: " + e.getMessage());
            return ExitStatus.ERROR;
        }
    }
}
