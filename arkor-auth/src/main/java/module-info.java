@org.jspecify.annotations.NullMarked
module ai.arkor.auth {
    requires ai.arkor.api;
    requires static transitive org.jspecify;
}
