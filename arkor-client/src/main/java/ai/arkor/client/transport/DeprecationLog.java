package ai.arkor.client.transport;

import ai.arkor.wire.Headers;
import java.net.http.HttpHeaders;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what a backend says of this version's end, each notice once. */
final class DeprecationLog {

    private static final Logger LOG = LoggerFactory.getLogger(DeprecationLog.class);
    private static final Pattern WARNING = Pattern.compile("\\d{3}\\s+-\\s+\"(.*)\"");

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    void look(HttpHeaders headers) {
        if (!headers.firstValue(Headers.DEPRECATION).filter("true"::equals).isPresent()) {
            return;
        }
        String message = headers.firstValue(Headers.WARNING)
                .map(DeprecationLog::text)
                .orElse("Version " + Headers.VERSION + " of the Arkor SDK is deprecated");
        String notice = headers.firstValue(Headers.SUNSET).map(sunset -> message + " (ends " + sunset + ")").orElse(message);
        if (told.add(notice)) {
            LOG.warn("{}", notice);
        }
    }

    private static String text(String warning) {
        Matcher form = WARNING.matcher(warning.strip());
        return form.matches() ? form.group(1) : warning;
    }
}
