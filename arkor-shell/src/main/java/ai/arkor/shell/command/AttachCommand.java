package ai.arkor.shell.command;

import ai.arkor.api.TrainingRun;
import ai.arkor.shell.terminal.Cells;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Watches a run that was started before. */
@Command(name = "attach", mixinStandardHelpOptions = true,
        description = "Watch a run from its first event on. Ctrl-C ends the watching, not the run; at the prompt, you can type on.",
        footer = {"", "Examples:",
            "  ${ROOT-COMMAND-NAME} attach 3f9c",
            "  ${ROOT-COMMAND-NAME} attach local#me/triage/3f9c1b7e --timeout 10m"})
public final class AttachCommand extends ShellCommand {

    @Parameters(paramLabel = "RUN", description = "A run's reference, its id, or the beginning of its id.")
    private String run = "";

    @Mixin
    private BackendOption backend = new BackendOption();

    @Mixin
    private PanelOption panel = new PanelOption();

    @Mixin
    private WatchOptions watch = new WatchOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** For the registry. */
    public AttachCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Session session = output.in(session());
        TrainingRun found = session.runs(List.of(run), backend.value()).get(0);
        if (session.prompt().isPresent() && !output.json()) {
            session.prompt().get().watch(found);
            return ExitStatus.COMPLETED;
        }
        session.screen().line(Cells.clean("run " + found.jobId() + " (" + found.job().name() + ")"));
        return new RunEnd(session(), output).tell(found, new Watch(session, watch.timeout(), panel.form()).until(found));
    }
}
