package ai.arkor.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The headers of the protocol, and the values that do not vary. */
public final class Headers {

    public static final String AUTHORIZATION = "Authorization";
    public static final String ACCEPT = "Accept";
    public static final String CONTENT_TYPE = "Content-Type";
    public static final String LAST_EVENT_ID = "Last-Event-ID";
    public static final String RETRY_AFTER = "Retry-After";
    public static final String DEPRECATION = "Deprecation";
    public static final String WARNING = "Warning";
    public static final String SUNSET = "Sunset";

    /** Names the calling software; every call has it. */
    public static final String CLIENT = "X-Arkor-Client";

    public static final String JSON = "application/json";
    public static final String EVENT_STREAM = "text/event-stream";

    /** The version of this software; {@code 0.0.0-dev} when it was not built by Maven. */
    public static final String VERSION = version();

    /** The value of {@link #CLIENT}. */
    public static final String CLIENT_VALUE = "arkor/" + VERSION;

    private Headers() {}

    public static String bearer(String token) {
        return "Bearer " + token;
    }

    private static String version() {
        Properties build = new Properties();
        try (InputStream in = Headers.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        String version = build.getProperty("version", "");
        return version.isEmpty() || version.startsWith("$") ? "0.0.0-dev" : version;
    }
}
