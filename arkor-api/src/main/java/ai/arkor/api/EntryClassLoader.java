package ai.arkor.api;

import ai.arkor.api.spi.EntryModules;
import ai.arkor.api.spi.ProjectScoped;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Loads the classes of a built entry. They come from its jar also when the program happens to have some of the same name, which may be older; all others
 * come from the class path and the program.
 */
final class EntryClassLoader extends URLClassLoader implements ProjectScoped {

    static {
        registerAsParallelCapable();
    }

    private final Path projectDirectory;
    private final Set<String> own;

    EntryClassLoader(Path jar, Set<String> classes, Path projectDirectory, List<Path> classPath) throws MalformedURLException {
        super("arkor-entry", new URL[] {jar.toUri().toURL()}, EntryModules.loader(projectDirectory, classPath));
        this.projectDirectory = projectDirectory;
        own = classes;
    }

    @Override
    public Path projectDirectory() {
        return projectDirectory;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        // Were the API itself in the jar, a trainer made there would be none here.
        if (!own.contains(name) || name.startsWith("ai.arkor.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }
}
