package ai.arkor.api;

import ai.arkor.api.spi.ProjectScoped;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A project's manifest: what its entry gives to whoever runs it. Immutable. */
public final class Arkor {

    private static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final @Nullable Trainer trainer;

    private Arkor(@Nullable Trainer trainer) {
        this.trainer = trainer;
    }

    public static Arkor of(Trainer trainer) {
        return new Arkor(Objects.requireNonNull(trainer, "trainer"));
    }

    /** A manifest without a trainer. */
    public static Arkor empty() {
        return new Arkor(null);
    }

    public Optional<Trainer> trainer() {
        return Optional.ofNullable(trainer);
    }

    /**
     * The folder of the project that the calling code is an entry of, absolute; the working directory for code that no runner loaded. Entries take
     * their files from here, so that they run the same from every working directory.
     */
    public static Path projectDirectory() {
        return CALLERS.getCallerClass().getClassLoader() instanceof ProjectScoped entry
                ? entry.projectDirectory()
                : Path.of("").toAbsolutePath();
    }
}
