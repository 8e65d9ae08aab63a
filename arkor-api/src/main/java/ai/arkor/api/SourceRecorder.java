package ai.arkor.api;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;

/**
 * Writes down which sources javac reads, with the very text that it got, and which folders it looks for sources in: a jar made of them is as new as they
 * are, also when one is edited meanwhile.
 */
final class SourceRecorder extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<Path, String> texts = new LinkedHashMap<>();
    private final Map<String, Set<String>> packages = new TreeMap<>();

    SourceRecorder(JavaFileManager files) {
        super(files);
    }

    /** The text of each source that was read. */
    Map<Path, String> texts() {
        return texts;
    }

    /** The names of the sources of each package that sources were looked for in. */
    Map<String, Set<String>> packages() {
        return packages;
    }

    JavaFileObject recorded(JavaFileObject source) {
        return new Recorded(source);
    }

    @Override
    public Iterable<JavaFileObject> list(Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        Iterable<JavaFileObject> found = super.list(location, packageName, kinds, recurse);
        if (location != StandardLocation.SOURCE_PATH || recurse) {
            return found;
        }
        Set<String> names = packages.computeIfAbsent(packageName, unused -> new TreeSet<>());
        List<JavaFileObject> recorded = new ArrayList<>();
        for (JavaFileObject file : found) {
            boolean isSource = file.getKind() == JavaFileObject.Kind.SOURCE;
            if (isSource) {
                names.add(fileName(file.toUri()));
            }
            recorded.add(isSource ? recorded(file) : file);
        }
        return recorded;
    }

    private static String fileName(URI file) {
        return Path.of(file).getFileName().toString();
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        return super.inferBinaryName(location, file instanceof Recorded recorded ? recorded.file() : file);
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
        return super.isSameFile(unwrapped(a), unwrapped(b));
    }

    @Override
    public boolean contains(Location location, FileObject file) throws IOException {
        return super.contains(location, unwrapped(file));
    }

    private static FileObject unwrapped(FileObject file) {
        return file instanceof Recorded recorded ? recorded.file() : file;
    }

    /** A source that tells when it is read. */
    private final class Recorded extends ForwardingJavaFileObject<JavaFileObject> {

        Recorded(JavaFileObject source) {
            super(source);
        }

        JavaFileObject file() {
            return fileObject;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
            CharSequence text = super.getCharContent(ignoreEncodingErrors);
            texts.put(Path.of(toUri()), text.toString());
            return text;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Recorded recorded && recorded.file().equals(fileObject);
        }

        @Override
        public int hashCode() {
            return fileObject.hashCode();
        }
    }
}
