package ai.arkor.shell.snippet;

import ai.arkor.api.spi.EntryModules;
import ai.arkor.api.spi.ProjectScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.NotImplementedException;

/** Loads the classes of snippets beside those of the program, so that both see the same objects. */
final class SnippetClasses implements LoaderDelegate {

    private final Loader loader;

    SnippetClasses(Path projectDirectory, List<Path> classPath) {
        loader = new Loader(projectDirectory, EntryModules.loader(projectDirectory, classPath));
    }

    ClassLoader loader() {
        return loader;
    }

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException {
        for (ClassBytecodes one : classes) {
            loader.bytes.put(one.name(), one.bytecodes());
        }
        boolean[] loaded = new boolean[classes.length];
        try {
            for (int i = 0; i < classes.length; i++) {
                loader.loadClass(classes[i].name());
                loaded[i] = true;
            }
        } catch (ClassNotFoundException | LinkageError e) {
            throw new ClassInstallException("A snippet could not be loaded: " + e, loaded);
        }
    }

    @Override
    public void classesRedefined(ClassBytecodes[] classes) {
        for (ClassBytecodes one : classes) {
            loader.bytes.put(one.name(), one.bytecodes());
        }
    }

    @Override
    public void addToClasspath(String path) throws NotImplementedException {
        throw new NotImplementedException("The class path of snippets is that of the program");
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        return loader.loadClass(name);
    }

    private static final class Loader extends ClassLoader implements ProjectScoped {

        private final Map<String, byte[]> bytes = new ConcurrentHashMap<>();
        private final Path projectDirectory;

        Loader(Path projectDirectory, ClassLoader parent) {
            super(parent);
            this.projectDirectory = projectDirectory;
        }

        @Override
        public Path projectDirectory() {
            return projectDirectory;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] code = bytes.get(name);
            if (code == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, code, 0, code.length);
        }
    }
}
