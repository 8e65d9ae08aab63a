/** The embedded backend: fine-tuning and inference on this machine's own CPU. */
@org.jspecify.annotations.NullMarked
module ai.arkor.local {
    requires ai.arkor.api;
    requires static transitive org.jspecify;
}
