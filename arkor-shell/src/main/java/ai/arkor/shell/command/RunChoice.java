package ai.arkor.shell.command;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.ArkorException;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.terminal.Cells;
import java.util.List;
import java.util.Optional;

/** Which run is meant by a command that was told none: the prompt's current one, or else one of the backend's. It is said which. */
final class RunChoice {

    private static final int LISTED = 5;

    private final Session session;
    private final Optional<String> backend;

    RunChoice(Session session, Optional<String> backend) {
        this.session = session;
        this.backend = backend;
    }

    /** @throws ArkorException when no run goes on, with the last ones to choose from */
    TrainingRun goingOn() throws InterruptedException {
        Optional<TrainingRun> current = session.prompt().flatMap(PromptContext::current);
        if (current.isPresent()) {
            return current.get();
        }
        List<TrainingRun> runs = all();
        List<TrainingRun> live = runs.stream().filter(run -> !run.job().status().isTerminal()).toList();
        if (live.isEmpty()) {
            throw none(runs);
        }
        return told(live.get(0), live.size() == 1 ? "the only one that goes on" : "the newest of " + live.size() + " that go on");
    }

    /** @throws ArkorException when there are no runs */
    TrainingRun newest() throws InterruptedException {
        Optional<TrainingRun> current = session.prompt().flatMap(PromptContext::current);
        if (current.isPresent()) {
            return current.get();
        }
        List<TrainingRun> runs = all();
        if (runs.isEmpty()) {
            throw none(runs);
        }
        return told(runs.get(0), runs.size() == 1 ? "the only one" : "the newest of " + runs.size());
    }

    /** As {@code jobs} lists them. */
    private List<TrainingRun> all() throws InterruptedException {
        ArkorClient client = session.backends().open(backend);
        return client.backend().equals(RunReference.LOCAL) ? client.allRuns() : client.runs();
    }

    private TrainingRun told(TrainingRun run, String why) {
        session.err().println(Cells.clean("run " + run.jobId() + ", " + why));
        return run;
    }

    private ArkorException none(List<TrainingRun> runs) {
        if (runs.isEmpty()) {
            return new ArkorException("There are no runs. Start one with: " + session.program() + "start");
        }
        List<TrainingRun> last = runs.subList(0, Math.min(LISTED, runs.size()));
        return new ArkorException("No run goes on. Name one of those that are over, of which these are the last:"
                + System.lineSeparator() + String.join(System.lineSeparator(), JobTable.lines(last)));
    }
}
