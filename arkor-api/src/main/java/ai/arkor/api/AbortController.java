package ai.arkor.api;

/** The one who may abort; hand its {@link #signal()} to those who are to listen. Thread-safe. */
public final class AbortController {

    private final AbortSignal signal;

    public AbortController() {
        signal = new AbortSignal();
    }

    public AbortSignal signal() {
        return signal;
    }

    /** Aborts; the first reason counts. */
    public void abort(String reason) {
        signal.abort(reason);
    }
}
