@org.jspecify.annotations.NullMarked
module ai.arkor.wire {
    requires ai.arkor.api;
    requires static transitive org.jspecify;
}
