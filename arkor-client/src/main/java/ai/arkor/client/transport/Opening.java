package ai.arkor.client.transport;

import ai.arkor.api.CloudApiException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;

/** What came of asking for a stream. */
public sealed interface Opening {

    /** It flows; the publisher takes one subscriber, and must be given one for the connection to be released. */
    record Opened(HttpHeaders headers, Flow.Publisher<List<ByteBuffer>> body) implements Opening {}

    record Refused(HttpHeaders headers, CloudApiException error) implements Opening {}
}
