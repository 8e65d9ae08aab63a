package ai.arkor.shell.command;

import ai.arkor.api.AwaitTimeoutException;
import ai.arkor.api.JobStatus;
import ai.arkor.api.StreamLostException;
import ai.arkor.api.SubmissionUncertainException;
import ai.arkor.api.TrainingFailedException;
import ai.arkor.api.TransportException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What the program's exit status says. */
public final class ExitStatus {

    public static final int COMPLETED = 0;
    public static final int ERROR = 1;
    public static final int USAGE = 2;
    public static final int RUN_FAILED = 3;
    public static final int RUN_CANCELLED = 4;
    /** The backend or the run's stream was lost. */
    public static final int LOST = 5;
    public static final int DEADLINE = 124;
    /** Ctrl-C while watching a run, which goes on. */
    public static final int DETACHED = 130;

    /** First those after which nobody knows yet how the run ends. */
    private static final List<Integer> WORST_FIRST = List.of(DETACHED, DEADLINE, LOST, ERROR, USAGE, RUN_FAILED, RUN_CANCELLED, COMPLETED);

    private ExitStatus() {}

    /** That of a run that is over; a word this version does not know is no success. */
    public static int of(JobStatus status) {
        return status.known()
                .map(known -> switch (known) {
                    case COMPLETED -> COMPLETED;
                    case FAILED -> RUN_FAILED;
                    case CANCELLED -> RUN_CANCELLED;
                    case QUEUED, RUNNING -> ERROR;
                })
                .orElse(ERROR);
    }

    /** That of an exception nobody caught. */
    public static int of(Throwable failure) {
        if ((failure instanceof CompletionException || failure instanceof ExecutionException) && failure.getCause() != null) {
            return of(failure.getCause());
        }
        if (failure instanceof UsageException) {
            return USAGE;
        }
        if (failure instanceof TrainingFailedException failed) {
            return of(failed.result().status());
        }
        if (failure instanceof InterruptedException) {
            return DETACHED;
        }
        if (failure instanceof StreamLostException || failure instanceof TransportException || failure instanceof SubmissionUncertainException) {
            return LOST;
        }
        return failure instanceof AwaitTimeoutException ? DEADLINE : ERROR;
    }

    /** The one that stands for several; success when there are none. */
    static int worst(Collection<Integer> statuses) {
        return WORST_FIRST.stream().filter(statuses::contains).findFirst().orElse(statuses.isEmpty() ? COMPLETED : ERROR);
    }
}
