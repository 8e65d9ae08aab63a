package ai.arkor.api;

import java.io.Serial;

/** A run ended without success; thrown by {@link TrainingResult#orThrow()} only. */
public class TrainingFailedException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient TrainingResult result;

    public TrainingFailedException(TrainingResult result) {
        super("Run " + result.job().id() + " ended " + result.status().raw()
                + result.job().error().map(error -> ": " + error).orElse("")
                + result.stoppedEarly().map(why -> "; it was stopped early: " + why).orElse(""));
        this.result = result;
    }

    /** How the run ended. */
    public TrainingResult result() {
        return result;
    }
}
