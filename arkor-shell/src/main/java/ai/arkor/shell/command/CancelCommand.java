package ai.arkor.shell.command;

import ai.arkor.api.TrainingRun;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops a run. */
@Command(name = "cancel", mixinStandardHelpOptions = true, description = "Stop a run. What it saved stays.")
public final class CancelCommand extends ShellCommand {

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "A run's reference, its id, or the beginning of its id. At the prompt, the last one watched.")
    private @Nullable String run;

    @Mixin
    private BackendOption backend = new BackendOption();

    /** For the registry. */
    public CancelCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        TrainingRun found = session().run(Optional.ofNullable(run), backend.value());
        if (found.cancel()) {
            session().out().println("cancelled " + found.jobId());
            return ExitStatus.COMPLETED;
        }
        session().err().println("run " + found.jobId() + " was over already: " + found.refresh().status().raw());
        return ExitStatus.ERROR;
    }
}
