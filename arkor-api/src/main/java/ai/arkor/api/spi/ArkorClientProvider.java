package ai.arkor.api.spi;

import ai.arkor.api.ArkorClient;
import java.nio.file.Path;

/** Gives the client of a trainer that was given none; found by {@link java.util.ServiceLoader}. */
@FunctionalInterface
public interface ArkorClientProvider {

    /** A client for that project folder, by environment and credentials; the caller closes it. */
    ArkorClient open(Path projectDirectory);
}
