/** How a run is spelled: JSON, event frames, headers and error bodies, for both ends of the wire. Not an API. */
// The modules named below are compiled after this one, which javac warns of; nobody else may see how the wire is spelled.
@SuppressWarnings("module")
@org.jspecify.annotations.NullMarked
module ai.arkor.wire {
    requires transitive ai.arkor.api;
    requires static transitive org.jspecify;
    requires tools.jackson.core;

    exports ai.arkor.wire to
            ai.arkor.auth,
            ai.arkor.client,
            ai.arkor.local;
}
