package ai.arkor.api.spi;

import java.nio.file.Path;
import java.util.List;

/** Loads training entries that are not Java, such as {@code index.jsh}; found by {@link java.util.ServiceLoader}. */
public interface EntryLoader {

    /** Whether this loads files like that one; looks at the name only. */
    boolean loads(Path entry);

    /**
     * The manifest or trainer the entry gives.
     *
     * @param projectDirectory absolute; what {@link ai.arkor.api.Arkor#projectDirectory()} gives in the entry
     * @param classPath jars and folders of classes that the entry may use beside what {@link EntryModules} lets it see
     * @return an {@code Arkor} or a {@code Trainer}
     * @throws ai.arkor.api.EntryException when it cannot be read or gives neither
     */
    Object load(Path entry, Path projectDirectory, List<Path> classPath);
}
