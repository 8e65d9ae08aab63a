package ai.arkor.shell.command;

import ai.arkor.api.TrainingRun;
import ai.arkor.shell.progress.RunProgress.Form;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Waits for a run that is watched beside the prompt. */
@Command(name = "wait", mixinStandardHelpOptions = true, description = "Wait until a run is over. Ctrl-C ends the waiting, not the run.")
public final class WaitCommand extends ShellCommand {

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "A run's reference, its id, or the beginning of its id. Without, the last one watched.")
    private @Nullable String run;

    @Mixin
    private BackendOption backend = new BackendOption();

    @Mixin
    private WatchOptions watch = new WatchOptions();

    /** For the registry. */
    public WaitCommand() {}

    @Override
    protected boolean isForPrompt() {
        return true;
    }

    @Override
    public Integer call() throws InterruptedException {
        TrainingRun found = session().run(Optional.ofNullable(run), backend.value());
        return session().prompt().orElseThrow().await(found, watch.timeout(), Form.LINE);
    }
}
