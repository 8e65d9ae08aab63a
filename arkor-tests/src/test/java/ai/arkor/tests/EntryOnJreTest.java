package ai.arkor.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Entries on a JRE, a real one that jlink makes, which has no compiler; built before with this JDK. */
@Tag("deep")
@Timeout(300)
class EntryOnJreTest {

    private static final Path JDK = Path.of(System.getProperty("java.home"));

    @TempDir
    private static Path jre;

    @TempDir
    private Path project;

    private Path entry;

    @BeforeAll
    static void link() {
        int status = ToolProvider.findFirst("jlink").orElseThrow().run(System.out, System.err, "--add-modules", "java.base,java.compiler",
                "--output", jre.resolve("image").toString());
        assertThat(status).isZero();
    }

    @BeforeEach
    void entry() throws IOException {
        entry = project.resolve("src").resolve("arkor").resolve("Index.java");
        Files.createDirectories(entry.getParent());
        Files.writeString(entry, source("built"));
    }

    private static String source(String name) {
        return "import ai.arkor.api.*; class Index { static Trainer trainer = Trainer.builder(\"" + name
                + "\").model(\"m\").dataset(Dataset.huggingFace(\"x/y\")).build(); }";
    }

    /** Loads the entry that is named in a JVM of its own, and gives what that printed. */
    private String load(Path java, Path named, boolean modular) throws Exception {
        String api = BuiltJars.all().get("arkor-api").toString();
        Path tests = Path.of(EntryLoading.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> command = new ArrayList<>(List.of(java.resolve("bin").resolve("java").toString()));
        command.addAll(modular ? List.of("--module-path", api, "--add-modules", "ai.arkor.api", "-cp", tests.toString())
                : List.of("-cp", api + File.pathSeparator + tests));
        command.addAll(List.of(EntryLoading.class.getName(), named.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    @Test
    void aSourceSaysThatItNeedsAJdkAndWhatToDo() throws Exception {
        Path image = jre.resolve("image");
        for (boolean modular : new boolean[] {true, false}) {
            assertThat(load(image, project, modular)).isEqualTo("EntryException: Compiling " + entry + " needs a JDK, and this is a JRE without a compiler ("
                    + image + "). Run with a JDK, or build the entry elsewhere and name .arkor/build/index.jar");
        }
    }

    @Test
    void whatWasBuiltByAJdkRunsAndWhatHasChangedDoesNot() throws Exception {
        Path image = jre.resolve("image");
        assertThat(load(JDK, project, true)).isEqualTo("built; trainer built");
        for (boolean modular : new boolean[] {true, false}) {
            assertThat(load(image, project.resolve(".arkor").resolve("build").resolve("index.jar"), modular)).isEqualTo("trainer built");
        }
        assertThat(load(image, project, true)).isEqualTo("reused; trainer built");
        Files.writeString(entry, source("edited"));
        assertThat(load(image, project, true)).startsWith("EntryException: Compiling " + entry + " needs a JDK");
        Files.delete(entry);
        Files.delete(entry.getParent());
        assertThat(load(image, project, true)).as("delivered without its sources").isEqualTo("trainer built");
    }

    @Test
    void theClassesOfAnOlderJdkRunOnANewerJre() throws Exception {
        assertThat(load(JDK, project, true)).isEqualTo("built; trainer built");
        try (FileSystem jar = FileSystems.newFileSystem(project.resolve(".arkor").resolve("build").resolve("index.jar"))) {
            Path record = jar.getPath("META-INF", "arkor", "build.json");
            Files.writeString(record, Files.readString(record).replace("\"java\":" + Runtime.version().feature(), "\"java\":16"));
        }
        assertThat(load(jre.resolve("image"), project, true)).isEqualTo("reused; trainer built");
        assertThat(load(JDK, project, true)).as("a JDK builds them again").isEqualTo("rebuilt; trainer built");
    }

    @Test
    void aJvmThatWasStartedWithoutTheCompilersModuleIsOneToo() throws Exception {
        Process process = new ProcessBuilder(JDK.resolve("bin").resolve("java").toString(), "--limit-modules", "java.compiler", "-cp",
                BuiltJars.all().get("arkor-api") + File.pathSeparator
                        + Path.of(EntryLoading.class.getProtectionDomain().getCodeSource().getLocation().toURI()),
                EntryLoading.class.getName(), project.toString()).redirectErrorStream(true).start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("EntryException: Compiling " + entry + " needs a JDK");
    }

    @Test
    void anEntryOnTheClassPathUsesWhatItsProgramHasThere() throws Exception {
        Files.writeString(entry, source("\" + ai.arkor.tests.EntryLoading.NAME + \""));
        assertThat(load(JDK, project, false)).isEqualTo("built; trainer of-the-program");
        assertThat(load(JDK, project, false)).isEqualTo("reused; trainer of-the-program");
    }
}
