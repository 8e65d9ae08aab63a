package ai.arkor.shell.command;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.BackendStatus;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks after the embedded backend's process. */
@Command(name = "backend", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "[status | stop]",
        description = "The embedded backend of this machine. It is started when it is needed and ends by itself when it is not. Without status or stop: status.",
        footer = {"", "Examples:",
            "  ${ROOT-COMMAND-NAME} backend",
            "  ${ROOT-COMMAND-NAME} backend stop",
            "  arkor backend status --json | jq .running"})
public final class BackendCommand extends ShellCommand {

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** For the registry. */
    public BackendCommand() {}

    @Command(name = "status", mixinStandardHelpOptions = true, description = "Say whether it runs, and what it does.")
    int status(@Mixin OutputOptions options) {
        Optional<BackendStatus> status = session().local().status();
        session().out().println(options.json() ? json(status) : status.map(BackendCommand::lines).orElse("not running"));
        return ExitStatus.COMPLETED;
    }

    @Command(name = "stop", mixinStandardHelpOptions = true, description = "End it. Runs that are going on fail; waiting ones are taken up again later.")
    int stop(@Mixin OutputOptions options) throws InterruptedException {
        boolean stopped = session().local().stop();
        if (options.json()) {
            session().out().println(JsonValue.object().with("stopped", JsonValue.of(stopped)));
        } else if (!options.quiet()) {
            session().out().println(stopped ? "stopped" : "not running");
        }
        return ExitStatus.COMPLETED;
    }

    @Override
    public Integer call() {
        return status(output);
    }

    private static JsonObject json(Optional<BackendStatus> status) {
        return JsonValue.object()
                .with("running", JsonValue.of(status.isPresent()))
                .with("version", RunJson.text(status.map(BackendStatus::version)))
                .with("pid", JsonValue.from(status.map(BackendStatus::pid).orElse(null)))
                .with("address", RunJson.text(status.map(known -> known.address().toString())))
                .with("runsGoingOn", JsonValue.from(status.map(BackendStatus::running).orElse(null)))
                .with("runsWaiting", JsonValue.from(status.map(BackendStatus::queued).orElse(null)))
                .with("dataDirectory", RunJson.text(status.map(known -> known.dataDirectory().toString())));
    }

    private static String lines(BackendStatus status) {
        return String.join(System.lineSeparator(), "running, version " + status.version() + ", process " + status.pid(),
                "  address  " + status.address(),
                "  runs     " + status.running() + " going on, " + status.queued() + " waiting",
                "  data     " + status.dataDirectory());
    }
}
