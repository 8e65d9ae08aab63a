@org.jspecify.annotations.NullMarked
module ai.arkor.shell {
    requires ai.arkor.api;
    requires static transitive org.jspecify;
}
