/** How a run travels: the client of Arkor Cloud and of every backend that speaks its protocol. */
@org.jspecify.annotations.NullMarked
module ai.arkor.client {
    requires transitive ai.arkor.api;
    requires ai.arkor.auth;
    requires ai.arkor.wire;
    requires java.net.http;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports ai.arkor.client;

    provides ai.arkor.api.spi.ArkorClientProvider with ai.arkor.client.EnvironmentClientProvider;
}
