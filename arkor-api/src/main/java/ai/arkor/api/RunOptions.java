package ai.arkor.api;

import java.util.Optional;

/**
 * What goes with a submission but not over the wire. Immutable; each method with an argument gives a changed copy.
 *
 * <p>It holds for the awaits of the run that bring nothing of their own.
 */
public final class RunOptions {

    public static final RunOptions DEFAULT = new RunOptions(Callbacks.NONE, Optional.empty(), Optional.empty());

    private final Callbacks callbacks;
    private final Optional<AbortSignal> abortSignal;
    private final Optional<EarlyStopping> earlyStopping;

    private RunOptions(Callbacks callbacks, Optional<AbortSignal> abortSignal, Optional<EarlyStopping> earlyStopping) {
        this.callbacks = callbacks;
        this.abortSignal = abortSignal;
        this.earlyStopping = earlyStopping;
    }

    /** Fire inside the awaits of the run. */
    public RunOptions callbacks(Callbacks value) {
        return new RunOptions(value, abortSignal, earlyStopping);
    }

    /** An already aborted one submits nothing; later it ends every await of the run. */
    public RunOptions abortSignal(AbortSignal value) {
        return new RunOptions(callbacks, Optional.of(value), earlyStopping);
    }

    public RunOptions earlyStopping(EarlyStopping value) {
        return new RunOptions(callbacks, abortSignal, Optional.of(value));
    }

    public Callbacks callbacks() {
        return callbacks;
    }

    public Optional<AbortSignal> abortSignal() {
        return abortSignal;
    }

    public Optional<EarlyStopping> earlyStopping() {
        return earlyStopping;
    }
}
