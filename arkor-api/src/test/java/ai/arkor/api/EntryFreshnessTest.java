package ai.arkor.api;

import static ai.arkor.api.EntryProject.index;
import static ai.arkor.api.EntryProject.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a jar that was built before is used again. */
class EntryFreshnessTest {

    private static final String JAR = ".arkor/build/index.jar";

    @TempDir
    private Path folder;

    private EntryProject project;

    @BeforeEach
    void build() throws IOException {
        project = new EntryProject(folder);
        project.write("src/arkor/Index.java", index("Names.NAME"));
        names("first");
        assertThat(project.load()).isEqualTo("first");
        assertThat(project.told).containsExactly("built " + JAR);
    }

    private Path names(String name) throws IOException {
        return project.write("src/arkor/Names.java", "class Names { static final String NAME = \"" + name + "\"; }");
    }

    private void isRebuilt(String name, String reason) {
        assertThat(project.load()).isEqualTo(name);
        assertThat(project.told).containsExactly("rebuilt: " + reason);
        assertThat(project.load()).isEqualTo(name);
        assertThat(project.told).containsExactly("reused");
    }

    @Test
    void anUnchangedEntryIsNotCompiledAgain() throws IOException {
        FileTime before = Files.getLastModifiedTime(project.jar());
        Object inode = inode();
        assertThat(project.load()).isEqualTo("first");
        assertThat(project.told).containsExactly("reused");
        assertThat(Files.getLastModifiedTime(project.jar())).isEqualTo(before);
        assertThat(inode()).isEqualTo(inode);
    }

    @Test
    void theJarMayBeReadByWhoeverMayReadAnyNewFile() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path usual = Files.createFile(folder.resolve("usual"));
        assertThat(Files.getPosixFilePermissions(project.jar())).isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    void aTouchedSourceIsTheSameSource() throws IOException {
        Files.setLastModifiedTime(folder.resolve("src/arkor/Index.java"), FileTime.fromMillis(4_000_000_000_000L));
        assertThat(project.load()).isEqualTo("first");
        assertThat(project.told).containsExactly("reused");
    }

    @Test
    void aChangedSourceIsToldAndCompiledAlsoWhenItsTimeAndSizeAreTheOld() throws IOException {
        FileTime old = FileTime.fromMillis(1_000);
        Files.setLastModifiedTime(names("other"), old);
        isRebuilt("other", "src/arkor/Names.java has changed since " + JAR + " was built");
    }

    @Test
    void aDeletedSourceIsToldAndNotRun() throws IOException {
        Files.delete(folder.resolve("src/arkor/Names.java"));
        assertThatThrownBy(project::load).isInstanceOf(EntryException.class).hasMessageContaining("Index.java:1:").hasMessageContaining("variable Names");
        project.write("src/arkor/Index.java", index("\"alone\""));
        assertThat(project.load()).isEqualTo("alone");
    }

    @Test
    void anAddedSourceMayBeMeantNow() throws IOException {
        Path library = project.jar("library.jar", "lib/Named.java", "package lib; public class Named { public static final String NAME = \"of-the-library\"; }");
        project.write("src/arkor/Index.java", index("lib.Named.NAME"));
        TrainerRunner runner = project.runner().classPath(List.of(library));
        assertThat(runner.load(folder).name()).isEqualTo("of-the-library");
        project.write("src/arkor/lib/Named.java", "package lib; public class Named { public static final String NAME = \"of-the-source\"; }");
        project.told.clear();
        assertThat(runner.load(folder).name()).isEqualTo("of-the-source");
        assertThat(project.told).containsExactly("rebuilt: src/arkor/lib/Named.java was added since " + JAR + " was built");
    }

    @Test
    void aSourceBrokenSinceIsAnErrorAndNeverTheOldCode() throws IOException {
        project.write("src/arkor/Names.java", "class Names { static final String NAME = ; }");
        assertThatThrownBy(project::load).isInstanceOfSatisfying(EntryException.class, e -> assertThat(e.errors()).isNotEmpty());
        assertThatThrownBy(project::load).isInstanceOf(EntryException.class);
        names("mended");
        isRebuilt("mended", "src/arkor/Names.java has changed since " + JAR + " was built");
    }

    @Test
    void anotherEntryOfTheProjectIsNotTakenForThisOne() throws IOException {
        Path other = project.write("src/arkor/Other.java", "class Other { static Object trainer = " + trainer("other") + "; }");
        project.told.clear();
        assertThat(project.runner().load(other).name()).isEqualTo("other");
        assertThat(project.told).containsExactly("rebuilt: " + JAR + " was built from src/arkor/Index.java");
        isRebuilt("first", JAR + " was built from src/arkor/Other.java");
    }

    @Test
    void aJarOfAnotherJdkOrArkorIsBuiltAgain() throws IOException {
        rewrite(record -> new BuildRecord(record.entry(), 16, record.arkor(), record.sources(), record.folders(), Map.of(), Map.of()));
        isRebuilt("first", JAR + " was built by Java 16, and this is " + Runtime.version().feature());
        rewrite(record -> new BuildRecord(record.entry(), record.java(), "0.0.1", record.sources(), record.folders(), Map.of(), Map.of()));
        isRebuilt("first", JAR + " was built by Arkor 0.0.1, and this is " + BuildRecord.thisArkor());
    }

    private void rewrite(java.util.function.UnaryOperator<BuildRecord> change) throws IOException {
        EntryJar jar = EntryJar.read(project.jar());
        EntryJar.write(project.jar(), jar.entryClass(), Map.of(), change.apply(jar.record().orElseThrow()));
    }

    @Test
    void aJarThatIsNoneIsBuiltAgain() throws IOException {
        Files.writeString(project.jar(), "cut off");
        isRebuilt("first", JAR + " was not built by this version of Arkor");
    }

    @Test
    void anExplicitBuildAlwaysBuilds() throws IOException {
        byte[] before = Files.readAllBytes(project.jar());
        Object inode = inode();
        project.told.clear();
        EntryCompiler.build(folder, List.of(), project);
        assertThat(project.told).containsExactly("built " + JAR);
        assertThat(inode()).isNotEqualTo(inode);
        assertThat(Files.readAllBytes(project.jar())).isEqualTo(before);
    }

    @Test
    void aMovedProjectIsNotCompiledAgain(@TempDir Path elsewhere) throws IOException {
        Path moved = Files.move(folder.resolve("src"), elsewhere.resolve("src"));
        Files.move(folder.resolve(".arkor"), elsewhere.resolve(".arkor"));
        EntryProject there = new EntryProject(moved.getParent());
        assertThat(there.load()).isEqualTo("first");
        assertThat(there.told).containsExactly("reused");
    }

    @Test
    void aProgramThatRunsTheOldJarGoesOnWithIt() throws Exception {
        project.write("src/arkor/Index.java", "class Index { static Object trainer = ai.arkor.api.Trainer.builder(\"late\").model(\"m\")"
                + ".dataset(ai.arkor.api.Dataset.huggingFace(\"x/y\")).onStarted(started -> { throw new java.io.IOException(Names.name()); }).build(); }");
        project.write("src/arkor/Names.java", "class Names { static String name() { return \"old\"; } }");
        ClassLoader running = loader();
        project.write("src/arkor/Names.java", "class Names { static String name() { return \"new\"; } }");
        EntryCompiler.build(folder);
        // Its class is loaded only now, when another jar has the name.
        assertThat(call(running, "Names")).isEqualTo("old");
        assertThat(call(loader(), "Names")).isEqualTo("new");
    }

    private ClassLoader loader() throws Exception {
        EntryCompiler.build(folder);
        EntryClassLoader loader = new EntryClassLoader(project.jar(), EntryJar.read(project.jar()).classes(), folder, List.of());
        loader.loadClass("Index");
        return loader;
    }

    private static Object call(ClassLoader loader, String name) throws Exception {
        var method = loader.loadClass(name).getDeclaredMethod("name");
        method.setAccessible(true);
        return method.invoke(null);
    }

    @Test
    void buildsAtTheSameTimeLeaveAWholeJarAndNothingElse() throws Exception {
        CountDownLatch together = new CountDownLatch(1);
        List<Thread> builds = IntStream.range(0, 4).mapToObj(i -> new Thread(() -> {
            try {
                together.await();
                EntryCompiler.build(folder);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        })).toList();
        Map<Thread, Throwable> failures = new HashMap<>();
        for (Thread build : builds) {
            build.setUncaughtExceptionHandler(failures::put);
            build.start();
        }
        together.countDown();
        for (Thread build : builds) {
            build.join();
        }
        assertThat(failures).isEmpty();
        assertThat(project.load()).isEqualTo("first");
        try (var files = Files.list(project.jar().getParent())) {
            assertThat(files).containsExactly(project.jar());
        }
    }

    @Test
    void aFolderWithoutSourcesRunsTheJarAsItWasDelivered(@TempDir Path delivered) throws IOException {
        EntryProject there = new EntryProject(delivered);
        Files.createDirectories(there.jar().getParent());
        Files.copy(project.jar(), there.jar());
        assertThat(there.load()).isEqualTo("first");
        assertThat(there.told).isEmpty();
        Files.createDirectories(delivered.resolve("src/arkor"));
        assertThatThrownBy(there::load).as("a renamed source").hasMessageContaining("Training entry not found");
    }

    @Test
    void aJarNamedItselfRunsAsItIsAndSaysWhenItIsOld() throws IOException {
        project.told.clear();
        assertThat(project.runner().load(project.jar()).name()).isEqualTo("first");
        assertThat(project.told).isEmpty();
        names("second");
        assertThat(project.runner().load(project.jar()).name()).isEqualTo("first");
        assertThat(project.told).containsExactly("src/arkor/Names.java has changed since " + JAR + " was built, which runs as it is");
    }

    @Test
    void aJarThatSomethingElseMadeIsRefusedByName() throws IOException {
        Path jar = project.jar("other.jar", "Some.java", "class Some {}");
        assertThatThrownBy(() -> project.runner().load(jar)).isInstanceOf(EntryException.class).hasMessageContaining(jar + " was not built by Arkor");
        Path text = project.write("text.jar", "no jar");
        assertThatThrownBy(() -> project.runner().load(text)).isInstanceOf(EntryException.class).hasMessageContaining("Could not read " + text);
    }

    private Object inode() {
        try {
            return FileSystems.getDefault().supportedFileAttributeViews().contains("unix") ? Files.getAttribute(project.jar(), "unix:ino")
                    : Files.getLastModifiedTime(project.jar());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
