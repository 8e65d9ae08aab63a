package ai.arkor.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The JDKs that real programs are tested on: the one that runs the tests, and JDK 25 where {@code .ci/run} would find it. */
final class Jdks {

    private static final int NEWEST = 25;

    private Jdks() {}

    static Stream<Path> tested() {
        Path running = Path.of(System.getProperty("java.home"));
        List<Path> tested = new ArrayList<>(List.of(running));
        if (Runtime.version().feature() != NEWEST) {
            Stream.of("/usr/lib/jvm", "/opt/java", "/Library/Java/JavaVirtualMachines").map(Path::of).flatMap(Jdks::homes).filter(Jdks::isNewest).findFirst()
                    .ifPresentOrElse(tested::add, () -> System.out.println("JDK " + NEWEST + " is not installed here, so nothing is tested on it"));
        }
        return tested.stream();
    }

    private static Stream<Path> homes(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList().stream().flatMap(entry -> Stream.of(entry, entry.resolve("Contents").resolve("Home")));
        } catch (IOException unreadable) {
            return Stream.of();
        }
    }

    private static boolean isNewest(Path home) {
        if (!Files.isExecutable(home.resolve("bin").resolve("javac"))) {
            return false;
        }
        Properties release = new Properties();
        try (var file = Files.newInputStream(home.resolve("release"))) {
            release.load(file);
        } catch (IOException noRelease) {
            return false;
        }
        return release.getProperty("JAVA_VERSION", "").startsWith("\"" + NEWEST);
    }
}
