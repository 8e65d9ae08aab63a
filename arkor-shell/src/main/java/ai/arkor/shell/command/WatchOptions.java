package ai.arkor.shell.command;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long a run is watched. */
final class WatchOptions {

    @Option(names = "--timeout", paramLabel = "TIME", converter = Spans.class,
            description = "Stop watching after that time, such as 90s, 10m or 2h (exit status 124); the run goes on.")
    private @Nullable Duration timeout;

    Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    static final class Spans implements ITypeConverter<Duration> {

        private static final Pattern SPAN = Pattern.compile("(\\d{1,9})([smh]?)");

        @Override
        public Duration convert(String text) {
            Matcher span = SPAN.matcher(text);
            if (!span.matches()) {
                throw new TypeConversionException("'" + text + "' is not a time such as 90s, 10m or 2h");
            }
            long count = Long.parseLong(span.group(1));
            return switch (span.group(2)) {
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofSeconds(count);
            };
        }
    }
}
