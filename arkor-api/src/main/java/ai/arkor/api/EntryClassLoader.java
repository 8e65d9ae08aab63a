package ai.arkor.api;

import ai.arkor.api.spi.ProjectScoped;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Loads the classes of one project's entry; its parent has the API. */
final class EntryClassLoader extends URLClassLoader implements ProjectScoped {

    private final Path projectDirectory;

    EntryClassLoader(URL jar, Path projectDirectory, ClassLoader parent) {
        super(new URL[] {jar}, parent);
        this.projectDirectory = projectDirectory;
    }

    @Override
    public Path projectDirectory() {
        return projectDirectory;
    }
}
