package ai.arkor.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.tests.Installation.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archives that people install, unpacked and run as on a machine that has nothing else. */
@Tag("deep")
@Timeout(600)
class DistributionTest {

    private static final String ROW = "{\"messages\":[{\"role\":\"user\",\"content\":\"Colour of grass?\"},{\"role\":\"assistant\",\"content\":\"green\"}]}";

    @TempDir
    private static Path folder;

    private static Installation withJava;
    private static Installation withoutJava;

    @TempDir
    private Path home;

    @BeforeAll
    static void unpack() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        withJava = Installation.unpack("with-java", folder.resolve("the program"), home);
        // Without a space in its path: JDK 17 makes no archive of jars there.
        withoutJava = Installation.unpack("without-java", folder.resolve("without-java"), home).with("JAVA_HOME", System.getProperty("java.home"));
        // Made before any test counts on it, and one after the other.
        assertThat(withJava.run(home, "--version").status()).isZero();
        Installation.archiveIn(withJava.root().resolve("cache"));
        assertThat(withoutJava.run(home, "--version").status()).isZero();
        Installation.archiveIn(withoutJava.root().resolve("cache"));
    }

    @AfterAll
    static void stopBackend() throws Exception {
        withJava.run(folder, "backend", "stop");
    }

    @Test
    void itRunsOnAMachineWithoutJava() throws Exception {
        Ended version = withJava.run(home, "--version");
        assertThat(version.out()).startsWith("arkor ");
        assertThat(version.err()).isEmpty();
        Ended help = withJava.run(home, "-h");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("Usage:", "start");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void aProjectIsCompiledTrainedAndAskedWithoutAnythingElse() throws Exception {
        Path project = project("with");
        trainAndAsk(withJava, project);
    }

    @Test
    void withoutARuntimeOfItsOwnItUsesTheJavaThatIsThere() throws Exception {
        Path project = project("without");
        trainAndAsk(withoutJava.withHome(home), project);
        assertThat(withoutJava.withHome(home).run(home, "backend", "stop").status()).isZero();
    }

    @Test
    void onAJreItDoesAllButCompile() throws Exception {
        Path jre = home.resolve("jre");
        assertThat(ToolProvider.findFirst("jlink").orElseThrow().run(System.out, System.err, "--add-modules", "java.se,jdk.unsupported", "--output", jre.toString()))
                .isZero();
        Installation onJre = withoutJava.withHome(home).with("JAVA_HOME", jre);
        Path project = project("on a jre");

        Ended source = onJre.run(project, "start");
        assertThat(source.status()).isEqualTo(1);
        assertThat(source.err()).contains("needs a JDK, and this is a JRE");
        assertThat(onJre.run(project, "-e", "1 + 1").err()).contains("need a JDK, and this is a JRE");
        assertThat(withoutJava.run(project, "build").status()).isZero();
        Ended built = onJre.run(project, "start", ".arkor/build/index.jar");
        assertThat(built.status()).as(built.out() + built.err()).isZero();
        assertThat(onJre.run(home, "--version")).isEqualTo(withJava.run(home, "--version"));
        assertThat(onJre.run(home, "backend", "stop").status()).isZero();
    }

    private static void trainAndAsk(Installation arkor, Path project) throws Exception {
        Ended start = arkor.run(project, "start");
        assertThat(start.status()).as(start.out() + start.err()).isZero();
        assertThat(start.out() + start.err()).contains("step ").doesNotContain("WARNING", "warning]");
        String run = start.out().lines().filter(line -> line.startsWith("run ")).findFirst().orElseThrow().split(" ")[1];
        Ended chat = arkor.run(project, "chat", "--run", run, "--max-tokens", "8", "Colour of grass?");
        assertThat(chat.status()).as(chat.err()).isZero();
        assertThat(chat.out()).isNotBlank();
    }

    @Test
    void aMissingJavaIsNamedWithTheRemedy() throws Exception {
        Ended missing = new Installation(withoutJava.root(), home, Map.of("PATH", home.toString())).run(home, "--version");
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err()).contains("Java is missing", "JAVA_HOME");
        Ended wrong = withoutJava.with("JAVA_HOME", home).run(home, "--version");
        assertThat(wrong.err()).contains("JAVA_HOME is " + home + ", which has no bin/java");
        Path old = Files.createDirectories(home.resolve("old").resolve("bin"));
        Files.createSymbolicLink(old.resolve("java"), Path.of(System.getProperty("java.home"), "bin", "java"));
        Files.writeString(home.resolve("old").resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
        Ended tooOld = withoutJava.with("JAVA_HOME", home.resolve("old")).run(home, "--version");
        assertThat(tooOld.status()).isEqualTo(1);
        assertThat(tooOld.err()).contains("is version 11.0.2: a Java 17 or newer is needed");
    }

    @Test
    void theLauncherMayBeASymbolicLink() throws Exception {
        Path bin = Files.createDirectory(home.resolve("bin"));
        Path link = Files.createSymbolicLink(bin.resolve("arkor"), withJava.root().resolve("bin").resolve("arkor"));
        Files.createSymbolicLink(bin.resolve("tuner"), Path.of("arkor"));
        assertThat(withJava.run(link, home, "--version").out()).startsWith("arkor ");
        assertThat(withJava.run(bin.resolve("tuner"), home, "--version").out()).startsWith("arkor ");
    }

    @Test
    void theClassesOfTheFirstStartAreReadyAtTheNext() throws Exception {
        for (Installation arkor : List.of(withJava, withoutJava)) {
            assertThat(classesOf(arkor, "--help"))
                    .anyMatch(line -> line.contains("ai.arkor.shell.Main source: shared objects file"))
                    .anyMatch(line -> line.contains("ai.arkor.shell.command.CommandLines source: shared objects file"));
        }
    }

    private List<String> classesOf(Installation arkor, String argument) throws Exception {
        Path log = home.resolve("classes.log");
        Ended ended = arkor.with("ARKOR_JAVA_OPTIONS", "-Xlog:class+load:file=" + log).run(home, argument);
        assertThat(ended.err()).isEmpty();
        return Files.readAllLines(log);
    }

    @Test
    void aChangedJarHasTheArchiveMadeAnewAndTheOldOneRemoved() throws Exception {
        Installation another = copyWithoutJava("touched");
        Path cache = another.root().resolve("cache");
        assertThat(another.run(home, "--version").status()).isZero();
        Path before = Installation.archiveIn(cache);
        Path jar;
        try (Stream<Path> jars = Files.list(another.root().resolve("lib"))) {
            jar = jars.filter(file -> file.getFileName().toString().startsWith("arkor-shell")).findFirst().orElseThrow();
        }
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2027-01-02T03:04:05Z")));

        Ended next = another.run(home, "--version");
        assertThat(next.out()).startsWith("arkor ");
        assertThat(next.err()).isEmpty();
        Path after = Installation.archiveIn(cache, before);
        assertThat(before).doesNotExist();
        assertThat(after).isNotEmptyFile();
    }

    @Test
    void anArchiveThatDoesNotFitIsPassedOverWithoutAWord() throws Exception {
        Installation another = copyWithoutJava("misfit");
        Path cache = Files.createDirectory(another.root().resolve("cache"));
        assertThat(another.run(home, "--version").status()).isZero();
        Path archive = Installation.archiveIn(cache);
        Files.delete(archive);
        Files.writeString(archive, "this is no archive");
        assertQuiet(another.run(home, "--version"));
        Files.copy(Installation.archiveIn(withJava.root().resolve("cache")), archive, StandardCopyOption.REPLACE_EXISTING);
        assertQuiet(another.run(home, "--version"));
    }

    private static void assertQuiet(Ended version) {
        assertThat(version.status()).isZero();
        assertThat(version.out()).matches("arkor \\S+\\s");
        assertThat(version.err()).isEmpty();
    }

    @Test
    void nothingIsMadeWhereItIsNotWanted() throws Exception {
        Installation another = copyWithoutJava("unwanted");
        assertQuiet(another.with("CI", "true").run(home, "--version"));
        assertQuiet(another.with("ARKOR_CACHE", "off").run(home, "--version"));
        assertThat(another.root().resolve("cache")).doesNotExist();
    }

    @Test
    void anInstallationOfSomebodyElsesIsServedByTheUsersCache() throws Exception {
        Installation another = copyWithoutJava("readable");
        // A file where the folder would be: even root cannot write there.
        Files.writeString(another.root().resolve("cache"), "");
        Path cache = home.resolve(".cache").resolve("arkor");
        assertQuiet(another.withHome(home).run(home, "--version"));
        Installation.archiveIn(cache);
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("r-xr-xr-x"));
        assertQuiet(another.withHome(home).run(home, "--version"));
        Path nowhere = Files.writeString(home.resolve("nowhere"), "");
        assertQuiet(another.with("XDG_CACHE_HOME", nowhere).run(home, "--version"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Small: the jars of the engine are left out. */
    private Installation copyWithoutJava(String name) throws Exception {
        Path root = home.resolve(name);
        Files.createDirectories(root.resolve("lib").resolve("engine"));
        Files.createDirectories(root.resolve("bin"));
        for (String part : List.of("bin", "lib")) {
            try (Stream<Path> files = Files.list(withoutJava.root().resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, root.resolve(part).resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return new Installation(root, home, withoutJava.environment());
    }

    private Path project(String name) throws Exception {
        Path project = Files.createDirectory(home.resolve(name));
        Path entry = project.resolve("src").resolve("arkor").resolve("Index.java");
        Files.createDirectories(entry.getParent());
        Files.writeString(entry, """
                import ai.arkor.api.*;

                class Index {
                    static final Trainer trainer = Trainer.builder("grass").model(Models.ARKOR_TINY)
                            .dataset(Dataset.file(Arkor.projectDirectory().resolve("rows.jsonl"))).batchSize(2).maxSteps(2).loggingSteps(1).build();
                }
                """);
        Files.write(project.resolve("rows.jsonl"), Collections.nCopies(4, ROW));
        return project;
    }
}
