/** For tests of code that starts and watches runs: a scripted Arkor Cloud on the loopback that fails in every way on request. */
@org.jspecify.annotations.NullMarked
module ai.arkor.testkit {
    requires transitive ai.arkor.api;
    requires static transitive org.jspecify;
    requires static org.junit.jupiter.api;

    exports ai.arkor.testkit;
    exports ai.arkor.testkit.junit;
}
