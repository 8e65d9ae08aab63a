package ai.arkor.shell.command;

import ai.arkor.shell.backend.BackendChoice;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --backend}. */
final class BackendOption {

    @Option(names = "--backend", paramLabel = "URL|local",
            description = "The backend to use. Otherwise: ARKOR_CLOUD_API_URL, then where you signed in, then the embedded one.")
    private @Nullable String value;

    /** @throws UsageException when it is neither an address nor {@code local} */
    Optional<String> value() {
        Optional<String> asked = Optional.ofNullable(value);
        if (asked.isPresent()) {
            try {
                BackendChoice.of(asked, Map.of(), Optional.empty());
            } catch (IllegalArgumentException e) {
                throw new UsageException(e.getMessage());
            }
        }
        return asked;
    }
}
