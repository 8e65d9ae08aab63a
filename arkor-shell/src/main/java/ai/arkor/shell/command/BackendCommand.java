package ai.arkor.shell.command;

import java.util.Optional;
import picocli.CommandLine.Command;

/** Looks after the embedded backend's process. */
@Command(name = "backend", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "(status | stop)",
        description = "The embedded backend of this machine. It is started when it is needed and ends by itself when it is not.")
public final class BackendCommand extends ShellCommand {

    /** For the registry. */
    public BackendCommand() {}

    @Command(name = "status", mixinStandardHelpOptions = true, description = "Say whether it runs, and what it does.")
    int status() {
        Optional<String> status = session().local().status();
        session().out().println(status.orElse("not running"));
        return ExitStatus.COMPLETED;
    }

    @Command(name = "stop", mixinStandardHelpOptions = true, description = "End it. Runs that are going on fail; waiting ones are taken up again later.")
    int stop() throws InterruptedException {
        session().out().println(session().local().stop() ? "stopped" : "not running");
        return ExitStatus.COMPLETED;
    }

    @Override
    public Integer call() {
        return status();
    }
}
