package ai.arkor.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The distribution, unpacked into a folder. Its program is started in an environment that has no Java, no home but the given one, and of the system only
 * its usual programs.
 */
record Installation(Path root, Path home, Map<String, String> environment) {

    private static final Path ARCHIVES = Path.of("..", "arkor-dist", "target");

    record Ended(int status, String out, String err) {}

    /** @param kind {@code with-java} or {@code without-java} */
    static Installation unpack(String kind, Path folder, Path home) throws Exception {
        Path archive;
        try (Stream<Path> all = Files.list(ARCHIVES)) {
            archive = all.filter(file -> file.toString().endsWith("-" + kind + ".tar.gz")).findFirst()
                    .orElseThrow(() -> new AssertionError("No archive " + kind + " in " + ARCHIVES + "; run mvn package from the root"));
        }
        Files.createDirectories(folder);
        Process tar = new ProcessBuilder("tar", "-xzf", archive.toAbsolutePath().toString(), "-C", folder.toString(), "--strip-components=1").inheritIO().start();
        assertThat(tar.waitFor()).isZero();
        return new Installation(folder, home, Map.of());
    }

    /** With that in the environment as well. */
    Installation with(String variable, Object value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value.toString());
        return new Installation(root, home, more);
    }

    Installation withHome(Path another) {
        return new Installation(root, another, environment);
    }

    Ended run(Path workingDirectory, String... arguments) throws Exception {
        return run(root.resolve("bin").resolve("arkor"), workingDirectory, arguments);
    }

    /** @param launcher what is called, such as a symbolic link */
    Ended run(Path launcher, Path workingDirectory, String... arguments) throws Exception {
        Path out = Files.createTempFile(home, "out", ".txt");
        Path err = Files.createTempFile(home, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList())
                .directory(workingDirectory.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(240, TimeUnit.SECONDS)).as(List.of(arguments) + " ends").isTrue();
        Ended ended = new Ended(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
        Files.delete(out);
        Files.delete(err);
        return ended;
    }

    /** The archive of classes that the last start had made beside it, or the next one that is made there. */
    static Path archiveIn(Path cache) throws IOException, InterruptedException {
        return archiveIn(cache, Path.of("none"));
    }

    /** @param known the one that is not meant */
    static Path archiveIn(Path cache, Path known) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
        while (true) {
            List<Path> there = Files.isDirectory(cache) ? files(cache) : List.of();
            assertThat(there).as("what became of the archive; %s tells why", cache.resolve("log")).noneMatch(file -> file.toString().endsWith(".failed"));
            List<Path> archives = there.stream().filter(file -> file.toString().endsWith(".classes") && !file.equals(known)).toList();
            // Written down last: until then what it replaces may still be there.
            if (!archives.isEmpty() && there.stream().noneMatch(file -> file.endsWith("lock"))) {
                assertThat(archives).hasSize(1);
                return archives.get(0);
            }
            assertThat(System.nanoTime()).as("an archive of classes appears in " + cache).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
