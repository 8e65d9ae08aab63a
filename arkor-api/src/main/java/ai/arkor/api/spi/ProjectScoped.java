package ai.arkor.api.spi;

import java.nio.file.Path;

/** A class loader that implements this says which project its classes are of; see {@link ai.arkor.api.Arkor#projectDirectory()}. */
public interface ProjectScoped {

    /** Absolute. */
    Path projectDirectory();
}
