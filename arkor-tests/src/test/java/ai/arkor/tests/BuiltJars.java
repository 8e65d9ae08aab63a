package ai.arkor.tests;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The jars this build made, as they stand on the class path of these tests. */
final class BuiltJars {

    static final List<String> MODULES = List.of("arkor-api", "arkor-wire", "arkor-auth", "arkor-client", "arkor-local", "arkor-testkit", "arkor-shell");

    private BuiltJars() {}

    /** Jars by artifact; every module must be there as a jar, so that no rule holds for want of classes. */
    static Map<String, Path> all() {
        Map<String, Path> jars = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            String name = path.getFileName().toString();
            MODULES.stream()
                    .filter(module -> Files.isRegularFile(path) && name.matches(module + "-\\d.*\\.jar"))
                    .forEach(module -> jars.put(module, path));
        }
        if (!jars.keySet().containsAll(MODULES)) {
            throw new IllegalStateException("Not all modules are on the class path as jars, only " + jars.keySet() + "; run mvn verify from the root");
        }
        return jars;
    }

    static Stream<Path> paths() {
        return all().values().stream();
    }
}
