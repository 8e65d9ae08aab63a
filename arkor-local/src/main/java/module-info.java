/** The embedded backend: fine-tuning and inference on this machine's own CPU. */
@org.jspecify.annotations.NullMarked
module ai.arkor.local {
    requires ai.arkor.api;
    requires tools.jackson.databind;
    requires static transitive org.jspecify;

    // Only worker processes resolve libtorch; they are launched with --add-modules.
    requires static org.bytedeco.javacpp;
    requires static org.bytedeco.pytorch;
}
