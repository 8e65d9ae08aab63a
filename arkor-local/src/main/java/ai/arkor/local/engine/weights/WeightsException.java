package ai.arkor.local.engine.weights;

import ai.arkor.api.ArkorException;

/** A weights file cannot be used as asked: truncated, without a tensor it should hold, or with one of another shape. */
public final class WeightsException extends ArkorException {
    private static final long serialVersionUID = 1L;

    public WeightsException(String message) {
        super(message);
    }

    public WeightsException(String message, Throwable cause) {
        super(message, cause);
    }
}
