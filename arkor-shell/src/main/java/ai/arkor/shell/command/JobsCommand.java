package ai.arkor.shell.command;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.JobStatus;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists runs. */
@Command(name = "jobs", mixinStandardHelpOptions = true,
        description = "List runs, newest first: on the embedded backend those of every project, elsewhere those of this folder's project.",
        footer = {"", "Examples:",
            "  ${ROOT-COMMAND-NAME} jobs --status running,queued",
            "  ${ROOT-COMMAND-NAME} jobs --limit 5",
            "  arkor jobs --json --status failed | jq -r '.[].reference'"})
public final class JobsCommand extends ShellCommand {

    private static final List<String> KNOWN = Arrays.stream(JobStatus.Known.values()).map(status -> status.name().toLowerCase(Locale.ROOT)).toList();

    @Option(names = "--all", description = "Those of every project of the organisation.")
    private boolean all;

    @Option(names = "--status", paramLabel = "STATUS", split = ",",
            description = "Only those of that status, or of one of several: queued, running, completed, failed, cancelled.")
    private Set<String> statuses = new LinkedHashSet<>();

    @Option(names = "--limit", paramLabel = "N", description = "The newest N at most.")
    private @Nullable Integer limit;

    @Mixin
    private BackendOption backend = new BackendOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** For the registry. */
    public JobsCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (limit != null && limit < 1) {
            throw new UsageException("--limit must be 1 or more, not " + limit);
        }
        Session session = output.in(session());
        ArkorClient client = session.backends().open(backend.value());
        boolean everyProject = all || client.backend().equals(RunReference.LOCAL);
        List<TrainingRun> runs = everyProject ? client.allRuns() : client.runs();
        List<TrainingRun> wanted = wanted(runs);
        if (output.json()) {
            session.out().println(new JsonArray(wanted.stream().<JsonValue>map(run -> RunJson.of(run, run.job())).toList()));
        } else if (wanted.isEmpty()) {
            if (!output.quiet()) {
                session.err().println("no runs" + (runs.isEmpty() ? "" : " that are " + String.join(" or ", statuses))
                        + (everyProject ? "" : " of this folder's project; --all lists those of every project"));
            }
        } else {
            JobTable.lines(wanted, session().screen()).forEach(session.out()::println);
        }
        return ExitStatus.COMPLETED;
    }

    private List<TrainingRun> wanted(List<TrainingRun> runs) {
        Set<String> there = runs.stream().map(run -> run.job().status().raw()).collect(Collectors.toSet());
        statuses.stream().filter(asked -> !KNOWN.contains(asked) && !there.contains(asked)).findFirst().ifPresent(unknown -> {
            throw new UsageException("--status " + unknown + " is none; the statuses are " + String.join(", ", KNOWN));
        });
        Stream<TrainingRun> wanted = runs.stream().filter(run -> statuses.isEmpty() || statuses.contains(run.job().status().raw()));
        return (limit == null ? wanted : wanted.limit(limit)).toList();
    }
}
