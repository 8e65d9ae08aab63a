package ai.arkor.api.spi;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Loads the classes of the class path of one project's entry; its parent has the API. */
final class ClassPathLoader extends URLClassLoader implements ProjectScoped {

    static {
        registerAsParallelCapable();
    }

    private final Path projectDirectory;

    ClassPathLoader(Path projectDirectory, List<Path> classPath, ClassLoader parent) {
        super("arkor-class-path", classPath.stream().map(ClassPathLoader::url).toArray(URL[]::new), parent);
        this.projectDirectory = projectDirectory;
    }

    @Override
    public Path projectDirectory() {
        return projectDirectory;
    }

    /** A folder's ends with a slash, also when there is no folder yet. */
    private static URL url(Path element) {
        try {
            String url = element.toUri().toString();
            boolean isFolder = !element.toString().endsWith(".jar") && !Files.isRegularFile(element);
            return URI.create(isFolder && !url.endsWith("/") ? url + "/" : url).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("A class path has files and folders, and " + element + " is neither", e);
        }
    }
}
