@org.jspecify.annotations.NullMarked
module ai.arkor.client {
    requires ai.arkor.api;
    requires static transitive org.jspecify;
}
