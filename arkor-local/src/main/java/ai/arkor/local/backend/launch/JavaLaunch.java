package ai.arkor.local.backend.launch;

import java.io.File;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How to start another JVM that sees what this one sees: on the module path when this module is a named one, else on the class path.
 *
 * @param java the {@code java} program
 * @param feature the JDK's feature release
 * @param modulePath as the caller was given it, or null when the caller runs on the class path
 */
public record JavaLaunch(Path java, int feature, @Nullable String modulePath, String classPath) {

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
        return new JavaLaunch(Path.of(System.getProperty("java.home"), "bin", program), Runtime.version().feature(),
                named ? System.getProperty("jdk.module.path") : null, System.getProperty("java.class.path"));
    }

    /**
     * The command that runs a main class of this module which uses the store. Nothing secret may be among the arguments: every user of the machine can
     * read them.
     */
    public List<String> command(List<String> flags, String mainClass, List<String> arguments) {
        return command(flags, nativeAccess(List.of("org.xerial.sqlitejdbc")), mainClass, arguments);
    }

    /** As {@link #command}, with the modules the engine computes with and the rights they need. */
    public List<String> engineCommand(List<String> flags, String mainClass, List<String> arguments) {
        List<String> modules = modulePath == null ? List.of() : presentModules(modulePath);
        List<String> more = new ArrayList<>(nativeAccess(modules));
        if (feature >= ASKS_FOR_NATIVE_ACCESS) {
            more.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (!modules.isEmpty()) {
            more.add("--add-modules=" + String.join(",", modules));
        }
        return command(flags, more, mainClass, arguments);
    }

    private List<String> nativeAccess(List<String> modules) {
        if (feature < ASKS_FOR_NATIVE_ACCESS || modulePath != null && modules.isEmpty()) {
            return List.of();
        }
        return List.of("--enable-native-access=" + (modulePath == null ? "ALL-UNNAMED" : String.join(",", modules)));
    }

    private List<String> command(List<String> flags, List<String> more, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(flags);
        command.addAll(more);
        if (modulePath == null) {
            command.addAll(List.of("-cp", classPath, mainClass));
        } else {
            command.addAll(List.of("--module-path", modulePath, "-m", MODULE + "/" + mainClass));
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
