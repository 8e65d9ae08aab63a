package ai.arkor.api;

import ai.arkor.api.spi.ArkorClientProvider;
import ai.arkor.api.spi.DefaultClient;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds a client for a trainer that was given none. */
final class DefaultClients {

    private DefaultClients() {}

    static ArkorClient open() {
        return open(Path.of("").toAbsolutePath());
    }

    static ArkorClient open(Path projectDirectory) {
        return DefaultClient.provider().or(DefaultClients::installed)
                .orElseThrow(() -> new ArkorException("No Arkor client is present. Add the artifact ai.arkor:arkor-client to the module path or"
                        + " class path, or give the trainer a client with Trainer.Builder.client(..)"))
                .open(projectDirectory);
    }

    private static Optional<ArkorClientProvider> installed() {
        return ServiceLoader.load(ArkorClientProvider.class, DefaultClients.class.getClassLoader()).findFirst();
    }
}
