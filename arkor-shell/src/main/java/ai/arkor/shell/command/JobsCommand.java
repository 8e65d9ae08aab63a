package ai.arkor.shell.command;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingRun;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists runs. */
@Command(name = "jobs", mixinStandardHelpOptions = true,
        description = "List runs, newest first: on the embedded backend those of every project, elsewhere those of this folder's project.")
public final class JobsCommand extends ShellCommand {

    @Option(names = "--all", description = "Those of every project of the organisation.")
    private boolean all;

    @Mixin
    private BackendOption backend = new BackendOption();

    /** For the registry. */
    public JobsCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        ArkorClient client = session().backends().open(backend.value());
        boolean everyProject = all || client.backend().equals(RunReference.LOCAL);
        List<TrainingRun> runs = everyProject ? client.allRuns() : client.runs();
        if (runs.isEmpty()) {
            session().err().println("no runs" + (everyProject ? "" : " of this folder's project; --all lists those of every project"));
        } else {
            JobTable.lines(runs).forEach(session().out()::println);
        }
        return ExitStatus.COMPLETED;
    }
}
