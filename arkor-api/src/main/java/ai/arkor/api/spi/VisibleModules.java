package ai.arkor.api.spi;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The classes that an entry's compiler sees, and no others of this program: libraries that the program has for itself neither show through nor stand
 * before those of the entry's class path.
 */
final class VisibleModules extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final Set<String> hidden;

    VisibleModules(ClassLoader parent) {
        super("arkor-visible", parent);
        hidden = ModuleLayer.boot().modules().stream()
                .filter(module -> !EntryModules.isVisible(module))
                .flatMap(module -> module.getPackages().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (hidden.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))))) {
            throw new ClassNotFoundException(name);
        }
        return super.loadClass(name, resolve);
    }

    /** The lists of providers of hidden libraries name classes that are not found from here. */
    @Override
    public @Nullable URL getResource(String name) {
        return getPlatformClassLoader().getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return getPlatformClassLoader().getResources(name);
    }
}
