package ai.arkor.shell.command;

import ai.arkor.api.EventOptions;
import ai.arkor.api.TrainingRun;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells everything about one run. */
@Command(name = "job", mixinStandardHelpOptions = true,
        description = "Tell everything about one run: status, times, progress, configuration, checkpoints, error, and what can be done with it.",
        footer = {"", "Examples:",
            "  ${ROOT-COMMAND-NAME} job 3f9c",
            "  arkor job --json 3f9c | jq .progress.loss"})
public final class JobCommand extends ShellCommand {

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "A run's reference, its id, or the beginning of its id. Without, at the prompt, the last one watched.")
    private @Nullable String run;

    @Mixin
    private BackendOption backend = new BackendOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** For the registry. */
    public JobCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Session session = output.in(session());
        TrainingRun found = session.run(Optional.ofNullable(run), backend.value());
        // Not by the session's variable alone: what it was watched for may be long ago.
        found.refresh();
        JobReport report = new JobReport(found, found.job());
        LogReader reader = new LogReader(found, EventOptions.DEFAULT, System::nanoTime, report::hear);
        if (reader.read(false, session.interrupts()) == LogReader.End.INTERRUPTED) {
            return ExitStatus.DETACHED;
        }
        if (output.json()) {
            session.out().println(report.json());
        } else {
            report.lines(session().screen().style(), session.program()).forEach(session.out()::println);
        }
        return ExitStatus.COMPLETED;
    }
}
