package ai.arkor.shell.command;

import ai.arkor.api.TrainingRun;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a run in a panel. */
@Command(name = "watch", mixinStandardHelpOptions = true,
        description = "Show a run in a panel until it is over: progress, losses, what happened. Ctrl-C ends the watching, not the run.",
        footer = {"", "Examples:",
            "  ${ROOT-COMMAND-NAME} watch",
            "  ${ROOT-COMMAND-NAME} watch 3f9c --timeout 30m",
            "  ${ROOT-COMMAND-NAME} watch --json              only how it ended",
            "", "Exit status: 0 completed, 3 failed, 4 cancelled, 5 backend or stream lost, 124 --timeout passed, 130 Ctrl-C."})
public final class WatchCommand extends ShellCommand {

    @Parameters(arity = "0..1", paramLabel = "RUN",
            description = "A run's reference, its id, or the beginning of its id. Without, at the prompt the last one watched, else the newest that goes on.")
    private @Nullable String run;

    @Mixin
    private BackendOption backend = new BackendOption();

    @Mixin
    private PanelOption panel = new PanelOption();

    @Mixin
    private WatchOptions watch = new WatchOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** For the registry. */
    public WatchCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Session session = output.in(session());
        TrainingRun found = run == null ? new RunChoice(session, backend.value()).goingOn() : session.run(Optional.of(run), backend.value());
        Optional<PromptContext> watchedAlready = session.prompt().filter(prompt -> !output.quiet() && prompt.isWatched(found));
        return watchedAlready.isPresent()
                ? watchedAlready.get().await(found, watch.timeout(), panel.form())
                : new RunEnd(session(), output).tell(found, new Watch(session, watch.timeout(), panel.form()).until(found));
    }
}
