package ai.arkor.api;

import java.util.Optional;

/** How an answer is waited for. Immutable; each method with an argument gives a changed copy. */
public final class ChatOptions {

    public static final ChatOptions DEFAULT = new ChatOptions(Optional.empty());

    private final Optional<AbortSignal> abortSignal;

    private ChatOptions(Optional<AbortSignal> abortSignal) {
        this.abortSignal = abortSignal;
    }

    /**
     * Ends the waiting with an {@link AbortedException} and closes the connection when aborted, also while an answer is streamed. An already aborted one
     * asks nothing. What the backend makes of the closed connection is up to it: it may go on generating.
     */
    public ChatOptions abortSignal(AbortSignal value) {
        return new ChatOptions(Optional.of(value));
    }

    public Optional<AbortSignal> abortSignal() {
        return abortSignal;
    }
}
