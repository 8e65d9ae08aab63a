package ai.arkor.shell.command;

import ai.arkor.api.TrainingRun;
import ai.arkor.shell.progress.RunProgress.Form;
import ai.arkor.shell.terminal.Cells;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Waits for runs that were started before, here or elsewhere. */
@Command(name = "wait", mixinStandardHelpOptions = true,
        description = {"Wait until runs are over; the exit status says how they ended. Ctrl-C ends the waiting, not the runs.",
            "Of several runs the worst counts, in this order: 130 detached, 124 deadline, 5 lost, 1 error, 3 failed, 4 cancelled, 0 completed."},
        footer = {"", "Examples:",
            "  ${ROOT-COMMAND-NAME} wait 3f9c",
            "  run=$(arkor start --detach) && arkor wait \"$run\" --timeout 2h",
            "  ${ROOT-COMMAND-NAME} wait --json 3f9c 81aa     one line for each run, when it is over"})
public final class WaitCommand extends ShellCommand {

    @Parameters(arity = "0..*", paramLabel = "RUN",
            description = "A run's reference, its id, or the beginning of its id. Without, at the prompt, the last one watched.")
    private List<String> runs = new ArrayList<>();

    @Mixin
    private BackendOption backend = new BackendOption();

    @Mixin
    private WatchOptions watch = new WatchOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** For the registry. */
    public WaitCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Session session = output.in(session());
        List<TrainingRun> found = session.runs(runs, backend.value());
        if (session.prompt().isPresent() && !output.json()) {
            return atPrompt(session.prompt().get(), found);
        }
        RunEnd ends = new RunEnd(session(), output);
        if (found.size() > 1) {
            return new WatchAll(session, watch.timeout(), ends).until(found);
        }
        TrainingRun run = found.get(0);
        if (run.job().status().isTerminal()) {
            session.screen().line("run " + Cells.clean(run.jobId()) + " (" + Cells.clean(run.job().name()) + ") is " + OverLine.of(run));
            return ends.tell(run, ExitStatus.of(run.job().status()));
        }
        session.screen().line(Cells.clean("run " + run.jobId() + " (" + run.job().name() + ")"));
        return ends.tell(run, new Watch(session, watch.timeout()).until(run));
    }

    private int atPrompt(PromptContext prompt, List<TrainingRun> found) throws InterruptedException {
        List<Integer> statuses = new ArrayList<>();
        for (TrainingRun run : new LinkedHashSet<>(found)) {
            statuses.add(prompt.await(run, watch.timeout(), Form.LINE));
            if (statuses.contains(ExitStatus.DETACHED)) {
                break;
            }
        }
        return ExitStatus.worst(statuses);
    }
}
