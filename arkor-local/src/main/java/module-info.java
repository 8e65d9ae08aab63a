/** The embedded backend: fine-tuning and inference on this machine's own CPU. */
@org.jspecify.annotations.NullMarked
// requires-automatic: DJL publishes its tokenizer as an automatic module only.
@SuppressWarnings("requires-automatic")
module ai.arkor.local {
    requires transitive ai.arkor.api;
    requires ai.arkor.wire;
    requires io.javalin;
    requires java.sql;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;
    requires tools.jackson.databind;
    requires static transitive org.jspecify;

    // Only worker processes resolve libtorch and the tokenizer; they are launched with --add-modules.
    requires static ai.djl.tokenizers;
    requires static org.bytedeco.javacpp;
    requires static org.bytedeco.pytorch;

    exports ai.arkor.local;
}
