package ai.arkor.shell.script;

import ai.arkor.api.spi.ProjectScoped;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/** Keeps the classes javac makes in memory, in the order it makes them. */
final class MemoryClasses extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();

    MemoryClasses(JavaFileManager files) {
        super(files);
    }

    List<String> topLevelNames() {
        return classes.keySet().stream().filter(name -> name.indexOf('$') < 0).toList();
    }

    ClassLoader loader(ClassLoader parent, Path projectDirectory) {
        return new Loader(classes, parent, projectDirectory);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        classes.put(className, bytes);
        return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind) {
            @Override
            public OutputStream openOutputStream() {
                return bytes;
            }
        };
    }

    private static final class Loader extends ClassLoader implements ProjectScoped {

        private final Map<String, ByteArrayOutputStream> classes;
        private final Path projectDirectory;

        Loader(Map<String, ByteArrayOutputStream> classes, ClassLoader parent, Path projectDirectory) {
            super("arkor-script", parent);
            this.classes = classes;
            this.projectDirectory = projectDirectory;
        }

        @Override
        public Path projectDirectory() {
            return projectDirectory;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            ByteArrayOutputStream bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes.toByteArray(), 0, bytes.size());
        }
    }
}
