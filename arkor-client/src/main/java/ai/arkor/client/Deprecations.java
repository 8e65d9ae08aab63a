package ai.arkor.client;

import ai.arkor.wire.Headers;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads from the headers of every answer what a backend says of this version's end. Thread-safe. */
final class Deprecations implements Consumer<HttpHeaders> {

    private static final Logger LOG = LoggerFactory.getLogger(Deprecations.class);
    private static final Pattern WARNING = Pattern.compile("\\d{3}\\s+-\\s+\"(.*)\"");

    private final Consumer<DeprecationNotice> sink;

    Deprecations(Consumer<DeprecationNotice> sink) {
        this.sink = sink;
    }

    /** Logs each notice once. */
    static Consumer<DeprecationNotice> log() {
        Set<DeprecationNotice> told = ConcurrentHashMap.newKeySet();
        return notice -> {
            if (told.add(notice)) {
                LOG.warn("{}{}", notice.message(), notice.sunset().map(sunset -> " (ends " + sunset + ")").orElse(""));
            }
        };
    }

    @Override
    public void accept(HttpHeaders headers) {
        if (headers.firstValue(Headers.DEPRECATION).filter("true"::equals).isPresent()) {
            tell(notice(headers.firstValue(Headers.WARNING), headers.firstValue(Headers.SUNSET)));
        }
    }

    /** A sink that fails is no reason for the call to fail. */
    private void tell(DeprecationNotice notice) {
        try {
            sink.accept(notice);
        } catch (RuntimeException failed) {
            LOG.warn("The consumer of the notice \"{}\" failed", notice.message(), failed);
        }
    }

    private static DeprecationNotice notice(Optional<String> warning, Optional<String> sunset) {
        String message = warning.map(Deprecations::text).orElse("Version " + Headers.VERSION + " of the Arkor SDK is deprecated");
        return new DeprecationNotice(Headers.VERSION, message, sunset);
    }

    private static String text(String warning) {
        Matcher form = WARNING.matcher(warning.strip());
        return form.matches() ? form.group(1) : warning;
    }
}
