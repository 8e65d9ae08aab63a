package ai.arkor.api;

import ai.arkor.api.EntryException.SourceError;
import ai.arkor.api.spi.EntryModules;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles a project's entry, with the sources beside and below it that it uses, to {@code .arkor/build/index.jar}. Needs a JDK. Thread-safe; of two builds of one
 * project at once, also in two processes, the later jar stays, and a program that runs the earlier one goes on with it.
 *
 * <p>The entry's {@code package} declaration says where its sources begin: {@code src/arkor/Index.java} in the unnamed package uses {@code src/arkor/Rows.java} and
 * {@code src/arkor/data/Rows.java} (package {@code data}); in {@code package arkor} it uses the same as {@code arkor.Rows} and {@code arkor.data.Rows}. What the entry
 * does not name is not compiled. Other files are not put in the jar; an entry reads them from {@link Arkor#projectDirectory()}.
 *
 * <p>The class path is Arkor and the JDK, then what is named for the build, then what the project's own build has left. For Maven, in a folder with a
 * {@code pom.xml}: {@code target/classes}, and the jars named in {@code target/classpath.txt}, which
 * {@code mvn dependency:build-classpath -Dmdep.outputFile=target/classpath.txt} writes, or else those in {@code target/dependency}, which
 * {@code mvn dependency:copy-dependencies} fills. For Gradle, in a folder with a {@code build.gradle} or {@code settings.gradle} or one of them with {@code .kts}:
 * {@code build/classes/*}{@code /main}, {@code build/resources/main}, and the jars named in {@code build/classpath.txt}, or else those in {@code build/install/*}{@code /lib},
 * which {@code gradle installDist} fills. Neither tool is run, nor are its files read: other modules and the local repositories are not looked into, and where the
 * project's sources are newer than its classes, the classes are used all the same, and the {@link RunnerListener} is told.
 */
public final class EntryCompiler {

    /** The errors that another class path may cure: a package or a class is not there. */
    private static final Pattern MISSING = Pattern.compile("compiler\\.err\\.(doesnt\\.exist|cant\\.access|cant\\.resolve.*symbol:\\s+(class|variable) \\p{Lu}\\w*\\p{Ll}).*", Pattern.DOTALL);

    private EntryCompiler() {}

    /**
     * What a build made.
     *
     * @param entry the source the entry class is in
     * @param jar the built jar, to be run with {@link TrainerRunner#run(Path)} on a machine without a compiler
     * @param classPath what it was compiled with beside Arkor and the JDK; the jar has note of it
     */
    public record Built(Path entry, Path jar, Path projectDirectory, List<Path> classPath) {}

    /** {@link #build(Path, List, RunnerListener)} with no class path but the project's own, telling nobody. */
    public static Built build(Path path) {
        return build(path, List.of(), new RunnerListener() {});
    }

    /**
     * Builds an entry, also when it was built before.
     *
     * @param path a {@code .java} file, or a project folder with {@code src/arkor/Index.java}
     * @param classPath jars and folders of classes, beside those of the project's own build
     * @param listener told when it is built, and of what the project's own build has left
     * @throws EntryException when there is none, when it does not compile, with all errors and their places, or when this is no JDK
     */
    public static Built build(Path path, List<Path> classPath, RunnerListener listener) {
        EntryLocation entry = EntryLocation.find(path, "Build");
        return build(new EntryBuild(entry, classPath), listener, built -> listener.built(built.jar()));
    }

    static Built build(EntryBuild build, RunnerListener listener, Consumer<Built> told) {
        EntryLocation entry = build.entry();
        if (!entry.isSource()) {
            throw new EntryException(entry.file() + " is not a Java source, so there is nothing to build; it runs as it is");
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new EntryException("Compiling " + entry.file() + " needs a JDK, and this is a JRE without a compiler (" + System.getProperty("java.home")
                    + "). Run with a JDK, or build the entry elsewhere and name .arkor/build/index.jar");
        }
        build.output().notices().forEach(listener::noticed);
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8);
                SourceRecorder sources = new SourceRecorder(files);
                ClassCollector classes = new ClassCollector(sources)) {
            // What the entry names is compiled with it; other files beside it are left alone.
            files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of(entry.sourceRoot()));
            StringWriter other = new StringWriter();
            JavaFileObject source = sources.recorded(files.getJavaFileObjects(entry.file()).iterator().next());
            boolean compiled = compiler.getTask(other, classes, diagnostics, options(build.classPath()), null, List.of(source)).call();
            List<Diagnostic<? extends JavaFileObject>> errors = diagnostics.getDiagnostics().stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR).toList();
            // Characters that are no UTF-8 are errors of the files, which the compiler does not count among its own.
            if (!compiled || !errors.isEmpty()) {
                throw failure(build, errors, sources.texts(), other.toString());
            }
            String entryClass = classes.mainClassOf(entry.file())
                    .orElseThrow(() -> new EntryException(entry.file() + " declares no class named " + simpleName(entry.file())
                            + "; the entry class has the name of its file"));
            EntryJar.write(entry.builtJar(), entryClass, classes.classes(), record(build, sources));
        } catch (IOException e) {
            throw new EntryException("Could not build " + entry.file() + ": " + e, e);
        }
        Built built = new Built(entry.file(), entry.builtJar(), entry.projectDirectory(), build.classPath());
        told.accept(built);
        return built;
    }

    private static List<String> options(List<Path> classPath) {
        // A class of the class path does not stand for a source, however new it is.
        List<String> options = new ArrayList<>(List.of("-proc:none", "-g", "-parameters", "-implicit:class", "-Xprefer:source", "-Xmaxerrs", "1000"));
        options.addAll(EntryModules.compilerOptions(classPath));
        return options;
    }

    private static BuildRecord record(EntryBuild build, SourceRecorder sources) {
        EntryLocation entry = build.entry();
        Map<String, String> texts = new TreeMap<>();
        sources.texts().forEach((file, text) -> texts.put(entry.nameOf(file), Fingerprint.of(text)));
        Map<String, List<String>> folders = new TreeMap<>();
        sources.packages().forEach((name, files) -> folders.put(entry.nameOf(entry.sourceRoot().resolve(name.replace('.', '/'))), List.copyOf(files)));
        return new BuildRecord(entry.nameOf(entry.file()), BuildRecord.thisJava(), BuildRecord.thisArkor(), texts, folders,
                build.fingerprints(build.given()), build.fingerprints(build.output().classPath()));
    }

    private static EntryException failure(EntryBuild build, List<Diagnostic<? extends JavaFileObject>> errors, Map<Path, String> texts, String other) {
        EntryLocation entry = build.entry();
        List<SourceError> placed = errors.stream().filter(error -> error.getSource() != null).map(error -> placed(error, texts)).distinct().toList();
        if (placed.isEmpty()) {
            String what = errors.isEmpty() ? other : errors.get(0).getMessage(Locale.ENGLISH);
            return new EntryException(entry.file() + " does not compile: " + what.strip());
        }
        boolean isMissing = errors.stream().anyMatch(error -> MISSING.matcher(error.getCode() + error.getMessage(Locale.ENGLISH)).matches());
        return new EntryException(placed, isMissing ? remedy(build) : "");
    }

    private static SourceError placed(Diagnostic<? extends JavaFileObject> error, Map<Path, String> texts) {
        Path file = Path.of(error.getSource().toUri());
        String text = texts.get(file);
        String message = error.getMessage(Locale.ENGLISH);
        // By its offset, because javac counts a tab as up to eight columns.
        return text == null || error.getPosition() == Diagnostic.NOPOS
                ? new SourceError(new EntryException.SourcePosition(file, Math.max(1, error.getLineNumber()), Math.max(1, error.getColumnNumber())), message, "")
                : SourceError.at(file, text, (int) error.getPosition(), message);
    }

    private static String remedy(EntryBuild build) {
        EntryLocation entry = build.entry();
        return entry.fitsItsPackage()
                ? build.output().remedy()
                : "The sources of the entry's package are looked for below " + entry.sourceRoot() + ", in folders of its name; put " + entry.file().getFileName()
                        + " there too";
    }

    private static String simpleName(Path source) {
        String name = source.getFileName().toString();
        return name.substring(0, name.length() - ".java".length());
    }
}
