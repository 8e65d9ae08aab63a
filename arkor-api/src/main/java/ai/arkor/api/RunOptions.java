package ai.arkor.api;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What goes with a submission but not over the wire.
 *
 * @param callbacks fire inside the awaits of the run that name none of their own
 * @param abortSignal an already aborted one submits nothing; later it ends every await of the run
 */
public record RunOptions(Callbacks callbacks, Optional<AbortSignal> abortSignal) {

    public static final RunOptions DEFAULT = new RunOptions(Callbacks.NONE, Optional.empty());

    static RunOptions of(Callbacks callbacks, @Nullable AbortSignal signal) {
        return new RunOptions(callbacks, Optional.ofNullable(signal));
    }
}
