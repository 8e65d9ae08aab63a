package ai.arkor.local.engine.generate;

import java.util.List;

/** A finished continuation, without prompt and stop token. */
public record Generation(List<Integer> tokens, End end) {
    public Generation {
        tokens = List.copyOf(tokens);
    }

    /** Why it ended. */
    public enum End {
        STOP_TOKEN,
        /** The limit asked for, or the longest sequence the model was made for. */
        LENGTH,
        /** The listener did not want more. */
        CANCELLED
    }
}
