package ai.arkor.benchmarks.client;

import ai.arkor.api.AwaitOptions;
import ai.arkor.api.Callbacks;
import ai.arkor.api.LogContext;

/** What a user's callback takes of each event, its step and its loss. Fails when an event is lost or comes twice. Not thread-safe. */
final class Steps {

    private final StreamScript script;
    private long last;
    private double lossSum;

    Steps(StreamScript script) {
        this.script = script;
    }

    AwaitOptions options() {
        return AwaitOptions.DEFAULT.callbacks(Callbacks.builder().onLog(this::take).build());
    }

    void take(LogContext log) {
        if (log.step() != last + 1) {
            throw new IllegalStateException("Step " + log.step() + " came after step " + last + " of " + script);
        }
        last = log.step();
        lossSum += log.loss().orElseThrow();
    }

    /** @throws IllegalStateException when some are missing at the end */
    void requireAll() {
        if (last != script.events()) {
            throw new IllegalStateException("The last step was " + last + " of " + script);
        }
        if (!(lossSum >= last && lossSum < 2 * last)) {
            throw new IllegalStateException("The losses, each between 1 and 2, cannot have been " + lossSum + " together, of " + script);
        }
    }
}
