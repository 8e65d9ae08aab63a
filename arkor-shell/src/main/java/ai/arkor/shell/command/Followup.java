package ai.arkor.shell.command;

import ai.arkor.api.ArkorException;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingRun;
import java.util.Optional;

/** What became of a run whose stream was lost. */
final class Followup {

    private Followup() {}

    /** As its backend says, which for an embedded one is the process that is started in place of one that ended; empty when it cannot be asked. */
    static Optional<TrainingJob> of(TrainingRun run, Session session) throws InterruptedException {
        try {
            return Optional.of(session.backends().of(run.reference()).attach(run.reference()).job());
        } catch (ArkorException unreachable) {
            return Optional.empty();
        }
    }

    /** That of a run that is over because the process of this machine it was trained by ended. */
    static Optional<TrainingJob> over(TrainingRun run, Session session) throws InterruptedException {
        return run.reference().isRemote() ? Optional.empty() : of(run, session).filter(job -> job.status().isTerminal());
    }
}
