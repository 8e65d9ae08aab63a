package ai.arkor.testkit;

import java.nio.charset.StandardCharsets;

/**
 * How the protocol is spelled. The kit spells it for itself: it is to find a mistake in the library's spelling, and it must work for projects with
 * modules whose tests have it on the class path, from where the library's own is not to be seen.
 */
final class Protocol {

    static final String AUTHORIZATION = "Authorization";
    static final String CLIENT = "X-Arkor-Client";
    static final String LAST_EVENT_ID = "Last-Event-ID";
    static final String JSON = "application/json";
    static final String EVENT_STREAM = "text/event-stream";

    static final byte[] END = "event: end\ndata: \n\n".getBytes(StandardCharsets.UTF_8);

    private Protocol() {}

    static String bearer(String token) {
        return "Bearer " + token;
    }

    /** A frame whose data is one line. */
    static byte[] frame(String id, String event, String data) {
        return ("id: " + id + "\nevent: " + event + "\n" + data(data)).getBytes(StandardCharsets.UTF_8);
    }

    /** A frame without a name; its data is one line. */
    static String data(String data) {
        return "data: " + data + "\n\n";
    }
}
