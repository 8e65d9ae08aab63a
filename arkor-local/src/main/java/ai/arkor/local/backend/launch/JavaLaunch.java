package ai.arkor.local.backend.launch;

import java.io.File;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How to start another JVM that sees what this one sees: as modules when this module is a named one, else on the class path.
 *
 * @param java the {@code java} program
 * @param feature the JDK's feature release
 * @param named whether the caller runs as modules
 * @param modulePath as the caller was given it; null when it runs on the class path, and when its modules are linked into its runtime
 * @param enginePath where the engine's modules are, when that is not on the caller's module path; null when it is
 */
public record JavaLaunch(Path java, int feature, boolean named, @Nullable String modulePath, @Nullable String enginePath, String classPath) {

    /** Where the modules are that only workers load: an installed distribution keeps them apart, because they would make every start slower. */
    private static final String ENGINE_PROPERTY = "ai.arkor.local.engine";

    private static final String MODULE = "ai.arkor.local";

    /** What the engine computes with; it is no plain requirement of this module, because the backend itself must not load it. */
    private static final List<String> LIBTORCH = List.of("org.bytedeco.javacpp", "org.bytedeco.openblas", "org.bytedeco.pytorch");

    /** An automatic module names no requirements, so those of the tokenizer's that are named modules are named here. */
    private static final List<String> TOKENIZER = List.of("ai.djl.tokenizers", "com.google.gson", "com.sun.jna");

    private static final int ASKS_FOR_NATIVE_ACCESS = 24;

    /** As the running JVM was started. */
    public static JavaLaunch ofThisJvm() {
        String program = System.getProperty("os.name").startsWith("Windows") ? "java.exe" : "java";
        boolean named = JavaLaunch.class.getModule().isNamed();
        return new JavaLaunch(Path.of(System.getProperty("java.home"), "bin", program), Runtime.version().feature(), named,
                named ? System.getProperty("jdk.module.path") : null, named ? System.getProperty(ENGINE_PROPERTY) : null,
                System.getProperty("java.class.path", ""));
    }

    /**
     * The command that runs a main class of this module which uses the store. Nothing secret may be among the arguments: every user of the machine can
     * read them.
     */
    public List<String> command(List<String> flags, String mainClass, List<String> arguments) {
        List<String> more = new ArrayList<>(nativeAccess(List.of("org.xerial.sqlitejdbc")));
        if (enginePath != null) {
            more.add("-D" + ENGINE_PROPERTY + "=" + enginePath);
        }
        return command(flags, more, modulePath, mainClass, arguments);
    }

    /** As {@link #command}, with the modules the engine computes with and the rights they need. */
    public List<String> engineCommand(List<String> flags, String mainClass, List<String> arguments) {
        String path = Stream.of(modulePath, enginePath).filter(Objects::nonNull).collect(Collectors.joining(File.pathSeparator));
        List<String> modules = named && !path.isEmpty() ? presentModules(path) : List.of();
        List<String> more = new ArrayList<>(nativeAccess(modules));
        if (feature >= ASKS_FOR_NATIVE_ACCESS) {
            more.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (!modules.isEmpty()) {
            more.add("--add-modules=" + String.join(",", modules));
        }
        return command(flags, more, path.isEmpty() ? null : path, mainClass, arguments);
    }

    private List<String> nativeAccess(List<String> modules) {
        if (feature < ASKS_FOR_NATIVE_ACCESS || named && modules.isEmpty()) {
            return List.of();
        }
        return List.of("--enable-native-access=" + (named ? String.join(",", modules) : "ALL-UNNAMED"));
    }

    private List<String> command(List<String> flags, List<String> more, @Nullable String path, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(flags);
        command.addAll(more);
        if (named) {
            if (path != null) {
                command.addAll(List.of("--module-path", path));
            }
            command.addAll(List.of("-m", MODULE + "/" + mainClass));
        } else {
            command.addAll(List.of("-cp", classPath, mainClass));
        }
        command.addAll(arguments);
        return command;
    }

    /** The engine's modules that are there. A JVM does not start when told to add one that is not; the worker then says what is missing. */
    private static List<String> presentModules(String modulePath) {
        Path[] entries = Arrays.stream(modulePath.split(File.pathSeparator)).map(Path::of).toArray(Path[]::new);
        ModuleFinder finder = ModuleFinder.of(entries);
        Stream<String> natives = LIBTORCH.stream().map(module -> module + "." + Platform.name());
        return Stream.of(LIBTORCH.stream(), natives, TOKENIZER.stream())
                .flatMap(modules -> modules)
                .filter(module -> finder.find(module).isPresent())
                .toList();
    }
}
