/** Who you are: the credentials on this machine, and how to get some. */
@org.jspecify.annotations.NullMarked
module ai.arkor.auth {
    requires transitive ai.arkor.api;
    requires ai.arkor.wire;
    requires java.net.http;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports ai.arkor.auth;
}
