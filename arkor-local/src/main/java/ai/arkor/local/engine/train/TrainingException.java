package ai.arkor.local.engine.train;

import ai.arkor.api.ArkorException;

/** Training cannot go on, or a saved state does not belong to this run. */
public final class TrainingException extends ArkorException {
    private static final long serialVersionUID = 1L;

    public TrainingException(String message) {
        super(message);
    }
}
