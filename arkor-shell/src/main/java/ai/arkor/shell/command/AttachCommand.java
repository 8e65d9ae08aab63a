package ai.arkor.shell.command;

import ai.arkor.api.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Watches a run that was started before. */
@Command(name = "attach", mixinStandardHelpOptions = true, description = "Watch a run from its first event on. Ctrl-C ends the watching, not the run; at the prompt, you can type on.")
public final class AttachCommand extends ShellCommand {

    @Parameters(paramLabel = "RUN", description = "A run's reference, its id, or the beginning of its id.")
    private String run = "";

    @Mixin
    private BackendOption backend = new BackendOption();

    @Mixin
    private PanelOption panel = new PanelOption();

    @Mixin
    private WatchOptions watch = new WatchOptions();

    /** For the registry. */
    public AttachCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        TrainingRun found = session().finder().find(run, backend.value()).run();
        if (session().prompt().isPresent()) {
            session().prompt().get().watch(found);
            return ExitStatus.COMPLETED;
        }
        session().screen().line("run " + found.jobId() + " (" + found.job().name() + ")");
        return new Watch(session(), watch.timeout(), panel.form()).until(found);
    }
}
