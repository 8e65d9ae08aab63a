package ai.arkor.benchmarks.startup;

import ai.arkor.benchmarks.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The distribution that this build made, unpacked into a folder of its own, after its first start: what that has prepared is there. */
record InstalledArkor(TemporaryFolder temporary) implements AutoCloseable {

    private static final Path ARCHIVES = Path.of("..", "arkor-dist", "target");

    static InstalledArkor unpack() throws IOException, InterruptedException {
        Path archive;
        try (Stream<Path> all = Files.list(ARCHIVES)) {
            archive = all.filter(file -> file.toString().endsWith("-with-java.tar.gz")).findFirst().orElseThrow(
                    () -> new IOException("There is no archive in " + ARCHIVES.toAbsolutePath().normalize() + "; name arkor-dist in -pl too"));
        }
        InstalledArkor arkor = new InstalledArkor(TemporaryFolder.create("start-up"));
        Files.createDirectory(arkor.home());
        if (new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", arkor.folder().toString(), "--strip-components=1").inheritIO().start().waitFor() != 0) {
            throw new IOException(archive + " cannot be unpacked");
        }
        arkor.prepare();
        return arkor;
    }

    private Path folder() {
        return temporary.path();
    }

    String launcher() {
        return folder().resolve("bin").resolve("arkor").toString();
    }

    Path home() {
        return folder().resolve("home");
    }

    /** As a user has it: not as on a build machine. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeAll(List.of("CI", "ARKOR_CACHE", "ARKOR_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        environment.put("HOME", home().toString());
        environment.put("TERM", "xterm-256color");
        return environment;
    }

    private void prepare() throws IOException, InterruptedException {
        ProcessBuilder first = new ProcessBuilder(launcher(), "--version").redirectOutput(ProcessBuilder.Redirect.DISCARD);
        first.environment().clear();
        first.environment().putAll(environment());
        first.start().waitFor();
        Path cache = folder().resolve("cache");
        // At low priority it may wait long for its turn.
        for (int second = 0; second < 300; second++) {
            List<Path> files;
            try (Stream<Path> all = Files.list(cache)) {
                files = all.toList();
            }
            if (files.stream().anyMatch(file -> file.toString().endsWith(".classes")) && files.stream().noneMatch(file -> file.endsWith("lock"))) {
                return;
            }
            TimeUnit.SECONDS.sleep(1);
        }
        throw new IOException("The archive of classes was not made; " + cache.resolve("log") + " tells why");
    }

    @Override
    public void close() throws IOException {
        temporary.close();
    }
}
