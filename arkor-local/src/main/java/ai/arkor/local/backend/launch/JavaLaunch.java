package ai.arkor.local.backend.launch;

import java.io.File;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
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
    private static final List<String> ENGINE = List.of("org.bytedeco.javacpp", "org.bytedeco.openblas", "org.bytedeco.pytorch");

    /** As the running JVM was started. */
    public static JavaLaunch ofThisJvm() {
        String program = System.getProperty("os.name").startsWith("Windows") ? "java.exe" : "java";
        boolean named = JavaLaunch.class.getModule().isNamed();
        return new JavaLaunch(Path.of(System.getProperty("java.home"), "bin", program), Runtime.version().feature(),
                named ? System.getProperty("jdk.module.path") : null, System.getProperty("java.class.path"));
    }

    /** The command that runs a main class of this module. Nothing secret may be among the arguments: every user of the machine can read them. */
    public List<String> command(List<String> flags, String mainClass, List<String> arguments) {
        return command(flags, List.of(), mainClass, arguments);
    }

    /** As {@link #command}, with libtorch's modules and the rights they need. */
    public List<String> engineCommand(List<String> flags, String mainClass, List<String> arguments) {
        List<String> more = new ArrayList<>();
        if (feature >= 24) {
            more.add("--enable-native-access=" + (modulePath == null ? "ALL-UNNAMED" : String.join(",", ENGINE)));
            more.add("--sun-misc-unsafe-memory-access=allow");
        }
        String natives = modulePath == null ? "" : String.join(",", presentNatives(modulePath));
        if (!natives.isEmpty()) {
            more.add("--add-modules=" + natives);
        }
        return command(flags, more, mainClass, arguments);
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

    /** The native modules of this platform that are there. A JVM does not start when told to add one that is not; the worker then says what is missing. */
    private static List<String> presentNatives(String modulePath) {
        Path[] entries = Arrays.stream(modulePath.split(File.pathSeparator)).map(Path::of).toArray(Path[]::new);
        ModuleFinder finder = ModuleFinder.of(entries);
        return ENGINE.stream()
                .map(module -> module + "." + Platform.name())
                .filter(module -> finder.find(module).isPresent())
                .collect(Collectors.toList());
    }
}
