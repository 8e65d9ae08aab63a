package ai.arkor.shell.command;

import ai.arkor.api.ArkorException;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.json.JsonValue;
import ai.arkor.shell.terminal.Cells;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops runs. */
@Command(name = "cancel", mixinStandardHelpOptions = true, description = "Stop runs. What they saved stays.",
        footer = {"", "Examples:",
            "  ${ROOT-COMMAND-NAME} cancel 3f9c",
            "  ${ROOT-COMMAND-NAME} cancel 3f9c 81aa",
            "  arkor jobs --json --status queued | jq -r '.[].reference' | xargs -r arkor cancel",
            "", "Exit status: 0 when all were stopped, 1 when one was over already or could not be stopped."})
public final class CancelCommand extends ShellCommand {

    @Parameters(arity = "0..*", paramLabel = "RUN", description = "A run's reference, its id, or the beginning of its id. Without, at the prompt, the last one watched.")
    private List<String> runs = new ArrayList<>();

    @Mixin
    private BackendOption backend = new BackendOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** For the registry. */
    public CancelCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Session session = output.in(session());
        List<Integer> statuses = new ArrayList<>();
        List<TrainingRun> found = session.runs(runs, backend.value());
        for (TrainingRun run : found) {
            statuses.add(found.size() == 1 ? cancel(run, session) : cancelOneOfMany(run, session));
        }
        return ExitStatus.worst(statuses);
    }

    /** The others are stopped, too, when one cannot be. */
    private int cancelOneOfMany(TrainingRun run, Session session) throws InterruptedException {
        try {
            return cancel(run, session);
        } catch (ArkorException e) {
            if (output.json()) {
                return Failures.tell(e, session(), true);
            }
            session().err().println(Cells.cleanLines("arkor: run " + run.jobId() + " could not be cancelled: " + e.getMessage()));
            return ExitStatus.of(e);
        }
    }

    private int cancel(TrainingRun run, Session session) throws InterruptedException {
        boolean asked = run.cancel();
        String status = now(run).status().raw();
        if (output.json()) {
            session.out().println(JsonValue.object()
                    .with("reference", JsonValue.of(run.reference().toString()))
                    .with("jobId", JsonValue.of(run.jobId()))
                    .with("cancelled", JsonValue.of(asked))
                    .with("status", JsonValue.of(status)));
        } else if (asked) {
            session.screen().line(Cells.clean("cancelled " + run.jobId()));
        } else {
            session().err().println(Cells.clean("arkor: run " + run.jobId() + " was over already: " + status));
        }
        return asked ? ExitStatus.COMPLETED : ExitStatus.ERROR;
    }

    /** As last heard of when the backend cannot be asked, which does not undo what was done before. */
    private static TrainingJob now(TrainingRun run) throws InterruptedException {
        try {
            return run.refresh();
        } catch (ArkorException unreachable) {
            return run.job();
        }
    }
}
