package ai.arkor.local.engine.model;

import ai.arkor.api.ArkorException;

/** A model folder, configuration or adapter asks for something this engine does not compute. */
public final class ModelException extends ArkorException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
