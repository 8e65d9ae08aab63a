package ai.arkor.client;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.spi.ArkorClientProvider;
import java.nio.file.Path;

/** Gives trainers that were given no client one of {@link ArkorClients#open(Path)}. */
public final class EnvironmentClientProvider implements ArkorClientProvider {

    /** For {@link java.util.ServiceLoader}. */
    public EnvironmentClientProvider() {}

    @Override
    public ArkorClient open(Path projectDirectory) {
        return ArkorClients.open(projectDirectory);
    }
}
