package ai.arkor.api.spi;

import java.nio.file.Path;

/** Loads training entries that are not Java, such as {@code index.jsh}; found by {@link java.util.ServiceLoader}. */
public interface EntryLoader {

    /** Whether this loads files like that one; looks at the name only. */
    boolean loads(Path entry);

    /**
     * The manifest or trainer the entry gives.
     *
     * @return an {@code Arkor} or a {@code Trainer}
     * @throws ai.arkor.api.EntryException when it cannot be read or gives neither
     */
    Object load(Path entry, Path projectDirectory);
}
