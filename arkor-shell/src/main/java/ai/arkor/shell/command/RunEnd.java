package ai.arkor.shell.command;

import ai.arkor.api.ArkorException;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.json.JsonValue;
import ai.arkor.shell.terminal.Cells;
import java.util.Optional;

/** Tells how the waiting for a run ended, where its progress was not shown. */
final class RunEnd {

    private final Session session;
    private final OutputOptions output;

    /** @param session the one the command was given, which is not quiet */
    RunEnd(Session session, OutputOptions output) {
        this.session = session;
        this.output = output;
    }

    /** @return the exit status, as it was given */
    int tell(TrainingRun run, int status) throws InterruptedException {
        TrainingJob job = status == ExitStatus.LOST ? Followup.of(run, session.quiet(true)).orElse(run.job()) : run.job();
        boolean over = job.status().isTerminal() && status == ExitStatus.of(job.status());
        if (output.json()) {
            // Over already, the run gives the same result again.
            Optional<TrainingResult> result = over ? Optional.of(run.await()) : Optional.empty();
            session.out().println(RunJson.ended(run, job, over ? job.status().raw() : outcome(status), status, result));
        } else if (output.quiet() && over && status != ExitStatus.COMPLETED) {
            session.err().println(Cells.clean("arkor: run " + run.reference() + " " + job.status() + job.error().map(error -> ": " + error).orElse("")));
        }
        return status;
    }

    /** The waiting for one of several runs failed. */
    int tell(TrainingRun run, ArkorException failure) {
        int status = ExitStatus.of(failure);
        String message = String.valueOf(failure.getMessage());
        if (output.json()) {
            session.out().println(RunJson.ended(run, run.job(), outcome(status), status, Optional.empty()).with("error", JsonValue.of(message)));
        } else {
            session.err().println(Cells.cleanLines("arkor: run " + run.reference() + ": " + message));
        }
        return status;
    }

    private static String outcome(int status) {
        return switch (status) {
            case ExitStatus.LOST -> "lost";
            case ExitStatus.DEADLINE -> "deadline";
            case ExitStatus.DETACHED -> "detached";
            default -> "error";
        };
    }
}
