package ai.arkor.shell.command;

import ai.arkor.api.ConnectionChange;
import ai.arkor.api.EventOptions;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.shell.progress.EventLine;
import ai.arkor.shell.terminal.Cells;
import ai.arkor.shell.terminal.Glyphs;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the events of a run. */
@Command(name = "logs", mixinStandardHelpOptions = true,
        description = "Print the events of a run, one a line: those there are now, or with --follow also those to come, until it is over.",
        footer = {"", "Examples:",
            "  ${ROOT-COMMAND-NAME} logs --tail 20 -f",
            "  ${ROOT-COMMAND-NAME} logs 3f9c --since 400",
            "  arkor logs 3f9c --json | jq 'select(.type == \"training.log\") | .loss'",
            "", "Exit status: 0 also when the run failed, 5 backend or stream lost, 130 Ctrl-C."})
public final class LogsCommand extends ShellCommand {

    @Parameters(arity = "0..1", paramLabel = "RUN",
            description = "A run's reference, its id, or the beginning of its id. Without, at the prompt the last one watched, else the newest.")
    private @Nullable String run;

    @Option(names = {"-f", "--follow"}, description = "Go on with the events to come, until the run is over or Ctrl-C is pressed.")
    private boolean follow;

    @Option(names = "--since", paramLabel = "STEP", description = "Begin with the first event of that step or a later one.")
    private @Nullable Long since;

    @Option(names = "--after", paramLabel = "EVENT_ID", description = "Begin after the event of that id; --json tells the ids.")
    private @Nullable String after;

    @Option(names = "--tail", paramLabel = "N", description = "Of the events there are now, print the last N only.")
    private @Nullable Integer tail;

    @Mixin
    private BackendOption backend = new BackendOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** For the registry. */
    public LogsCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (tail != null && tail < 0) {
            throw new UsageException("--tail must be 0 or more, not " + tail);
        }
        Session session = output.in(session());
        TrainingRun found = run == null ? new RunChoice(session, backend.value()).newest() : session.run(Optional.of(run), backend.value());
        EventOptions from = after == null ? EventOptions.DEFAULT : EventOptions.DEFAULT.afterEvent(after);
        LogReader reader = new LogReader(found, from.onConnectionChange(this::tell), System::nanoTime, this::print)
                .since(since == null ? OptionalLong.empty() : OptionalLong.of(since))
                .tail(tail == null ? OptionalInt.empty() : OptionalInt.of(tail));
        LogReader.End end = reader.read(follow, session.interrupts());
        if (end == LogReader.End.CAUGHT_UP && !output.quiet()) {
            session.err().println("the run goes on; follow it with: " + session.program() + "logs -f " + Cells.clean(found.jobId()));
        }
        return end == LogReader.End.INTERRUPTED ? ExitStatus.DETACHED : ExitStatus.COMPLETED;
    }

    private void tell(ConnectionChange change) {
        if (change instanceof ConnectionChange.Lost lost && lost.failures() == 1 && !output.quiet()) {
            session().err().println("connection lost (" + lost.cause() + "), trying again");
        }
    }

    private void print(TrainingEvent event) {
        session().out().println(output.json() ? json(event) : Glyphs.UNICODE.clean(EventLine.of(event, ZoneId.systemDefault())));
    }

    /** As it came, with its position in the stream when it has one. */
    private static JsonObject json(TrainingEvent event) {
        JsonObject json = event.meta().json();
        Optional<String> id = event.meta().eventId().filter(given -> json.get("eventId").isEmpty());
        return id.isPresent() ? json.with("eventId", JsonValue.of(id.get())) : json;
    }
}
