/**
 * What a fine-tuning run is: its definition, its handle, its events and its result.
 *
 * <p>This module has no dependencies. What carries a run to a backend is found through {@link ai.arkor.api.spi}.
 */
@org.jspecify.annotations.NullMarked
module ai.arkor.api {
    requires java.compiler;
    requires static transitive org.jspecify;

    exports ai.arkor.api;
    exports ai.arkor.api.chat;
    exports ai.arkor.api.json;
    exports ai.arkor.api.spi;

    uses ai.arkor.api.spi.ArkorClientProvider;
    uses ai.arkor.api.spi.EntryLoader;
}
