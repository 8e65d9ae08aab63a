package ai.arkor.api.chat;

/** Which model answers: an untuned base model, or an adapter that a run trained. */
public sealed interface ModelRef {

    /** An untuned base model, by the name the backend knows it by; the embedded backend also takes a folder. */
    record Base(String name) implements ModelRef {}

    /** The final adapter of a completed run. */
    record FinalAdapter(String jobId) implements ModelRef {}

    /** The adapter a run saved after {@code step} optimizer steps. */
    record Checkpoint(String jobId, long step) implements ModelRef {}

    static ModelRef base(String name) {
        return new Base(name);
    }

    static ModelRef finalAdapter(String jobId) {
        return new FinalAdapter(jobId);
    }

    static ModelRef checkpoint(String jobId, long step) {
        return new Checkpoint(jobId, step);
    }
}
