package ai.arkor.shell;

import ai.arkor.auth.UserHome;
import ai.arkor.shell.backend.Backends;
import ai.arkor.shell.backend.SystemConnector;
import ai.arkor.shell.command.CommandLines;
import ai.arkor.shell.command.ExitStatus;
import ai.arkor.shell.command.Session;
import ai.arkor.shell.terminal.Interrupts;
import ai.arkor.shell.terminal.Streams;
import ai.arkor.shell.terminal.Tty;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs one command line, or the prompt. */
final class Program {

    /** How the user called the launcher, to say what to type next. */
    private static final String NAME_PROPERTY = "ai.arkor.shell.program";

    private Program() {}

    /** @return the exit status */
    static int run(List<String> arguments, String version) {
        Map<String, String> environment = System.getenv();
        Tty tty = Tty.of(environment);
        Streams streams = Streams.open(tty);
        Path workingDirectory = Path.of("").toAbsolutePath();
        SystemConnector connector = new SystemConnector(environment, UserHome.of(environment));
        try (Backends backends = new Backends(connector, environment, workingDirectory, streams.err()::println)) {
            Session session = new Session(backends, connector, streams.screen(), streams.out(), streams.err(), workingDirectory,
                    System.getProperty(NAME_PROPERTY, "arkor") + " ", new Interrupts(), true);
            CommandLines commands = new CommandLines(session, version, tty.colours());
            if (arguments.isEmpty()) {
                commands.usage(streams.err());
                return ExitStatus.USAGE;
            }
            return commands.run(arguments);
        }
    }
}
