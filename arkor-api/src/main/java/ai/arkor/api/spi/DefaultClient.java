package ai.arkor.api.spi;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The provider a program sets for its own JVM, before those found by {@link java.util.ServiceLoader}: the interactive shell sets the backend it
 * talks to, so that a trainer started at its prompt goes there too. Thread-safe.
 */
public final class DefaultClient {

    private static final AtomicReference<Optional<ArkorClientProvider>> PROVIDER = new AtomicReference<>(Optional.empty());

    private DefaultClient() {}

    public static void set(ArkorClientProvider provider) {
        PROVIDER.set(Optional.of(provider));
    }

    public static void clear() {
        PROVIDER.set(Optional.empty());
    }

    public static Optional<ArkorClientProvider> provider() {
        return PROVIDER.get();
    }
}
