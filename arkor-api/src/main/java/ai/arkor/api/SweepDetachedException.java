package ai.arkor.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Sweep} was left before its end, by an abort signal, an interrupt, its time-out, or the closing of its client. Runs that were started go on, and no
 * more were started: {@link #result()} has them.
 */
public class SweepDetachedException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient SweepResult result;
    private final boolean timedOut;

    SweepDetachedException(String why, SweepResult result, boolean timedOut, @Nullable Throwable cause) {
        super(message(why, result), cause);
        this.result = result;
        this.timedOut = timedOut;
    }

    private static String message(String why, SweepResult result) {
        long goOn = result.unfinished().size();
        long waiting = result.trials().stream().filter(trial -> trial.run().isEmpty() && trial.failure().isEmpty()).count();
        return "The sweep was left: " + why + ". Of " + result.trials().size() + " trials, " + (result.trials().size() - goOn - waiting) + " are over, " + goOn
                + " go on and " + waiting + " were not started";
    }

    /** The trials as they were when the sweep was left. */
    public SweepResult result() {
        return result;
    }

    /** Whether the sweep's time-out passed. */
    public boolean timedOut() {
        return timedOut;
    }
}
