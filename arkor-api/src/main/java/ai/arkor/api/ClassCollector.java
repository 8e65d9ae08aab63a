package ai.arkor.api;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/** Keeps the classes javac makes in memory, and which source each came from. */
final class ClassCollector extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, CompiledClass> compiled = new TreeMap<>();

    ClassCollector(JavaFileManager files) {
        super(files);
    }

    /** Class files by binary name, in the names' order. */
    Map<String, byte[]> classes() {
        Map<String, byte[]> classes = new TreeMap<>();
        compiled.forEach((name, compiledClass) -> classes.put(name, compiledClass.bytes.toByteArray()));
        return classes;
    }

    /** The binary name of the top-level class that has its source file's name. */
    Optional<String> mainClassOf(Path source) {
        String simpleName = source.getFileName().toString().replaceFirst("\\.java$", "");
        return compiled.entrySet().stream()
                .filter(entry -> source.toUri().equals(entry.getValue().source))
                .map(Map.Entry::getKey)
                .filter(name -> name.substring(name.lastIndexOf('.') + 1).equals(simpleName))
                .findFirst();
    }

    @Override
    public JavaFileObject getJavaFileForOutput(Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
        CompiledClass output = new CompiledClass(className, kind, sibling == null ? null : sibling.toUri());
        compiled.put(className, output);
        return output;
    }

    private static final class CompiledClass extends SimpleJavaFileObject {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final @Nullable URI source;

        CompiledClass(String className, Kind kind, @Nullable URI source) {
            super(URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind);
            this.source = source;
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }
}
