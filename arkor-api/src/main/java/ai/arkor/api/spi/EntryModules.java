package ai.arkor.api.spi;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an entry's code may see: for a Java compiler, and when it runs. For those who compile or load entries. */
public final class EntryModules {

    private EntryModules() {}

    /** {@link #compilerOptions(List)} without a class path. */
    public static List<String> compilerOptions() {
        return compilerOptions(List.of());
    }

    /**
     * Compiler options by which code sees what a library user sees: of Arkor's modules those that export something, the JDK's that are resolved here,
     * and that class path; where Arkor itself is on the class path, all of that too, first.
     *
     * @param classPath jars and folders of classes
     */
    public static List<String> compilerOptions(List<Path> classPath) {
        String extra = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        if (!isModular()) {
            String own = System.getProperty("java.class.path", "");
            return List.of("--class-path", Stream.of(own, extra).filter(path -> !path.isEmpty()).collect(Collectors.joining(File.pathSeparator)));
        }
        List<String> ours = new ArrayList<>();
        List<String> jdk = new ArrayList<>();
        for (Module module : ModuleLayer.boot().modules()) {
            if (isVisible(module)) {
                (isJdk(module) ? jdk : ours).add(module.getName());
            }
        }
        List<String> options = new ArrayList<>();
        String modulePath = System.getProperty("jdk.module.path");
        if (modulePath != null) {
            options.addAll(List.of("--module-path", modulePath));
        }
        options.addAll(List.of("--add-modules", String.join(",", ours), "--limit-modules", String.join(",", ours) + "," + String.join(",", jdk),
                "--class-path", extra));
        return options;
    }

    /**
     * A loader for code that was compiled so. Its classes are of that project; see {@link ai.arkor.api.Arkor#projectDirectory()}. Jars are opened when
     * something of them is first needed, and are closed with the loader, which may be left to be collected.
     *
     * @param projectDirectory absolute
     * @param classPath jars and folders of classes
     */
    public static ClassLoader loader(Path projectDirectory, List<Path> classPath) {
        ClassLoader program = EntryModules.class.getClassLoader();
        return new ClassPathLoader(projectDirectory, classPath, isModular() ? new VisibleModules(program) : program);
    }

    static boolean isVisible(Module module) {
        return isJdk(module)
                || module.getName().startsWith("ai.arkor.") && module.getDescriptor().exports().stream().anyMatch(export -> !export.isQualified());
    }

    private static boolean isJdk(Module module) {
        return module.getName().startsWith("java.") || module.getName().startsWith("jdk.");
    }

    private static boolean isModular() {
        return EntryModules.class.getModule().isNamed();
    }
}
