package ai.arkor.shell.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --backend}. */
final class BackendOption {

    @Option(names = "--backend", paramLabel = "URL|local",
            description = "The backend to use. Otherwise: ARKOR_CLOUD_API_URL, then where you signed in, then the embedded one.")
    private @Nullable String value;

    Optional<String> value() {
        return Optional.ofNullable(value);
    }
}
