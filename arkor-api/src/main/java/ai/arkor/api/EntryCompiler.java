package ai.arkor.api;

import ai.arkor.api.spi.EntryModules;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles a project's entry, with the sources beside and below it that it uses, to {@code .arkor/build/index.jar}. Needs a JDK. Thread-safe; of two builds of one
 * project at once the later jar stays.
 */
public final class EntryCompiler {

    private EntryCompiler() {}

    /**
     * What a build made.
     *
     * @param entry the source the entry class is in
     * @param jar the built jar, to be run with {@link TrainerRunner#run(Path)} on a machine without a compiler
     */
    public record Built(Path entry, Path jar, Path projectDirectory) {}

    /**
     * Builds an entry.
     *
     * @param path a {@code .java} file, or a project folder with {@code src/arkor/Index.java}
     * @throws EntryException when there is none, when it does not compile (with the first error's file, line and column), or when this is no JDK
     */
    public static Built build(Path path) {
        return build(EntryLocation.find(path));
    }

    static Built build(EntryLocation entry) {
        if (!entry.isSource()) {
            throw new EntryException(entry.file() + " is not a Java source, so there is nothing to build; it runs as it is");
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new EntryException("Compiling " + entry.file() + " needs a JDK, and this is a JRE without a compiler (" + System.getProperty("java.home")
                    + "). Run with a JDK, or build the entry elsewhere and name .arkor/build/index.jar");
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8);
                ClassCollector classes = new ClassCollector(files)) {
            // What the entry names is compiled with it; other files beside it are left alone.
            files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of(entry.sourceRoot()));
            StringWriter other = new StringWriter();
            Iterable<? extends JavaFileObject> sources = files.getJavaFileObjects(entry.file());
            boolean compiled = compiler.getTask(other, classes, diagnostics, options(), null, sources).call();
            if (!compiled) {
                throw failure(entry, diagnostics.getDiagnostics(), other.toString());
            }
            String entryClass = classes.mainClassOf(entry.file())
                    .orElseThrow(() -> new EntryException(entry.file() + " declares no class named " + simpleName(entry.file())));
            EntryJar.write(entry.builtJar(), entryClass, classes.classes());
            return new Built(entry.file(), entry.builtJar(), entry.projectDirectory());
        } catch (IOException e) {
            throw new EntryException("Could not build " + entry.file() + ": " + e.getMessage(), e);
        }
    }

    private static List<String> options() {
        List<String> options = new ArrayList<>(List.of("-proc:none", "-g", "-parameters", "-implicit:class"));
        options.addAll(EntryModules.compilerOptions());
        return options;
    }

    private static EntryException failure(EntryLocation entry, List<Diagnostic<? extends JavaFileObject>> diagnostics, String other) {
        List<Diagnostic<? extends JavaFileObject>> errors = diagnostics.stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR).toList();
        if (errors.isEmpty()) {
            return new EntryException(entry.file() + " does not compile: " + other);
        }
        Diagnostic<? extends JavaFileObject> first = errors.get(0);
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        String message = first.getMessage(Locale.ENGLISH) + more;
        return first.getSource() == null
                ? new EntryException(entry.file() + " does not compile: " + message)
                : new EntryException(message,
                        new EntryException.SourcePosition(Path.of(first.getSource().toUri()), first.getLineNumber(), first.getColumnNumber()), null);
    }

    private static String simpleName(Path source) {
        String name = source.getFileName().toString();
        return name.substring(0, name.length() - ".java".length());
    }
}
