package ai.arkor.api;

/**
 * Told of a run's events. May throw: an unchecked exception comes out of the await as itself, a checked one in a {@link CallbackException}.
 *
 * @param <C> what it is told
 */
@FunctionalInterface
public interface Callback<C> {
    void on(C context) throws Exception;
}
