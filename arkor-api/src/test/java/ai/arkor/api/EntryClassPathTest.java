package ai.arkor.api;

import static ai.arkor.api.EntryProject.index;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an entry is compiled and run with. */
class EntryClassPathTest {

    private static final String JAR = ".arkor/build/index.jar";

    @TempDir
    private Path folder;

    private EntryProject project;

    @BeforeEach
    void entry() throws IOException {
        project = new EntryProject(folder);
        project.write("src/arkor/Index.java", index("lib.Named.name()"));
    }

    private static String named(String name) {
        return "package lib; public class Named { public static String name() { return \"" + name + "\"; } }";
    }

    private Path library(String jar, String name) throws IOException {
        return project.jar(jar, "lib/Named.java", named(name));
    }

    @Test
    void aNamedClassPathIsCompiledAndRunWith() throws IOException {
        assertThat(project.runner().classPath(List.of(library("libs/a.jar", "of-a"))).load(folder).name()).isEqualTo("of-a");
        assertThat(project.runner().classPath(List.of(project.classes("libs/classes", "lib/Named.java", named("of-classes")))).load(folder).name()).isEqualTo("of-classes");
        assertThat(project.told).containsExactly("built " + JAR, "rebuilt: The class path is not the one that " + JAR + " was built with");
    }

    @Test
    void theJarKnowsTheClassPathItWasBuiltWith() throws IOException {
        EntryCompiler.build(folder, List.of(library("libs/a.jar", "of-a")), project);
        assertThat(project.load()).isEqualTo("of-a");
        assertThat(project.told).containsExactly("reused");
        assertThat(project.runner().load(project.jar()).name()).isEqualTo("of-a");
        project.write("src/arkor/Index.java", index("lib.Named.name() + \"-again\""));
        assertThat(project.load()).as("and is built again with it").isEqualTo("of-a-again");
        EntryCompiler.Built built = EntryCompiler.build(folder, List.of(folder.resolve("libs/a.jar")), project);
        assertThat(built.classPath()).containsExactly(folder.resolve("libs/a.jar"));
    }

    @Test
    void aChangedLibraryIsCompiledWithAnew() throws IOException {
        Path library = library("libs/a.jar", "old");
        assertThat(project.runner().classPath(List.of(library)).load(folder).name()).isEqualTo("old");
        Files.setLastModifiedTime(library, FileTime.fromMillis(1_000));
        assertThat(project.load()).isEqualTo("old");
        assertThat(project.told).containsExactly("reused");
        library("libs/a.jar", "new");
        assertThat(project.load()).isEqualTo("new");
        assertThat(project.told).containsExactly("rebuilt: libs/a.jar has changed since " + JAR + " was built");
    }

    @Test
    void anElementThatIsNotThereIsNamed() throws IOException {
        Path absent = folder.resolve("libs/absent.jar");
        assertThatThrownBy(() -> project.runner().classPath(List.of(absent)).load(folder)).isInstanceOf(EntryException.class)
                .hasMessage("The class path names " + absent + ", which is not there");
        Path library = library("libs/a.jar", "of-a");
        EntryCompiler.build(folder, List.of(library), project);
        Files.delete(library);
        assertThatThrownBy(project::load).isInstanceOf(EntryException.class).hasMessageContaining("built with " + library + " on the class path, which is not there any more");
        project.told.clear();
        assertThatThrownBy(() -> project.runner().load(project.jar())).isInstanceOf(EntryException.class).hasMessage("The entry class Index needs the class lib.Named,"
                + " which is not on its class path. Name its jar or folder with --class-path, or with TrainerRunner.classPath");
        assertThat(project.told).containsExactly(JAR + " was built with libs/a.jar on the class path, which is not there");
    }

    @Test
    void whatMavenBuiltIsUsedAndSaid() throws IOException {
        project.write("pom.xml", "<project/>");
        project.classes("target/classes", "lib/Named.java", "package lib; public class Named { public static String name() { return dep.Dep.NAME; } }"
                .replace("dep.Dep.NAME", "\"of-maven\""));
        project.jar("target/dependency/dep.jar", "dep/Dep.java", "package dep; public class Dep {}");
        assertThat(project.load()).isEqualTo("of-maven");
        assertThat(project.told).containsExactly("class path: target/classes, 1 jar", "built " + JAR);
        assertThat(project.load()).isEqualTo("of-maven");
        assertThat(project.told).containsExactly("class path: target/classes, 1 jar", "reused");
    }

    @Test
    void theListOfAMavenClassPathComesBeforeTheFolderOfJars() throws IOException {
        project.write("pom.xml", "<project/>");
        library("target/dependency/a.jar", "of-the-folder");
        Path listed = library("repository/a.jar", "of-the-list");
        project.write("target/classpath.txt", listed + File.pathSeparator + folder.resolve("gone.jar"));
        assertThat(project.load()).isEqualTo("of-the-list");
        assertThat(project.told).contains("1 of the jars that target/classpath.txt names are missing; write it again with:"
                + " mvn dependency:build-classpath -Dmdep.outputFile=target/classpath.txt");
    }

    @Test
    void classesOlderThanTheirSourcesAreUsedAndSaid() throws IOException {
        project.write("pom.xml", "<project/>");
        Path classes = project.classes("target/classes", "lib/Named.java", named("compiled"));
        Files.setLastModifiedTime(classes.resolve("lib/Named.class"), FileTime.fromMillis(1_000));
        Files.setLastModifiedTime(project.write("src/main/java/lib/Named.java", named("edited")), FileTime.fromMillis(2_000));
        assertThat(project.load()).isEqualTo("compiled");
        assertThat(project.told).contains("src/main/java/lib/Named.java is newer than target/classes, which is used as it is; bring it up to date with: mvn compile");
        Files.setLastModifiedTime(classes.resolve("lib/Named.class"), FileTime.fromMillis(3_000));
        assertThat(project.load()).isEqualTo("compiled");
        assertThat(project.told).containsExactly("class path: target/classes", "reused");
    }

    @Test
    void whatGradleBuiltIsUsedAndSaid() throws IOException {
        project.write("build.gradle.kts", "");
        project.classes("build/classes/java/main", "lib/Named.java", named("of-gradle"));
        Files.createDirectories(folder.resolve("build/resources/main"));
        project.jar("build/install/app/lib/dep.jar", "dep/Dep.java", "package dep; public class Dep {}");
        assertThat(project.load()).isEqualTo("of-gradle");
        assertThat(project.told).containsExactly("class path: build/classes/java/main, build/resources/main, 1 jar", "built " + JAR);
    }

    @Test
    void whatIsMissingIsAskedForInTheWordsOfTheBuildTool() throws IOException {
        assertThatThrownBy(project::load).message().contains("package lib does not exist").doesNotContain("mvn").doesNotContain("gradle");
        project.write("pom.xml", "<project/>");
        project.write("src/main/java/lib/Named.java", named("uncompiled"));
        assertThatThrownBy(project::load).hasMessageContaining("package lib does not exist").message().endsWith("The project's own classes are looked for in target/classes;"
                + " write them with: mvn compile. Its dependencies are looked for in target/classpath.txt and target/dependency; write them with:"
                + " mvn dependency:build-classpath -Dmdep.outputFile=target/classpath.txt");
        project.write("src/arkor/Index.java", index("typo"));
        assertThatThrownBy(project::load).hasMessageContaining("cannot find symbol").message().doesNotContain("mvn");
    }

    @Test
    void aClassOfTheClassPathIsAnEntry() throws IOException {
        Path library = project.jar("libs/a.jar", "com/acme/Bot.java", "package com.acme; public class Bot { public static Object trainer() { return null; } }");
        assertThatThrownBy(() -> project.runner().classPath(List.of(library)).load("com.acme.Bot")).isInstanceOf(EntryException.class)
                .hasMessageContaining("The entry class com.acme.Bot gives no trainer (the method trainer() is null)");
        project.write("pom.xml", "<project/>");
        project.classes("target/classes", "com/acme/Other.java", "package com.acme; public class Other { public static int trainer = 1; }");
        assertThatThrownBy(() -> project.runner().load("com.acme.Other")).hasMessageContaining("The entry class com.acme.Other gives no trainer");
    }

    @Test
    void aClassThatIsNotThereSaysWhereItWasLookedFor() throws IOException {
        Path library = library("libs/a.jar", "x");
        assertThatThrownBy(() -> project.runner().classPath(List.of(library)).load("com.acme.Bot")).isInstanceOf(EntryException.class)
                .hasMessage("There is no class com.acme.Bot: it was looked for in libs/a.jar and what runs here already."
                        + " Name its jar or folder with --class-path, or with TrainerRunner.classPath");
    }

    @Test
    void aSourceComesBeforeANewerClassOfTheSameName() throws IOException {
        project.write("src/arkor/Index.java", index("Beside.name()"));
        Path source = project.write("src/arkor/Beside.java", "class Beside { static String name() { return \"source\"; } }");
        Path classes = project.classes("libs/classes", "Beside.java", "class Beside { static String name() { return \"class\"; } }");
        Files.setLastModifiedTime(source, FileTime.fromMillis(1_000));
        assertThat(project.runner().classPath(List.of(classes)).load(folder).name()).isEqualTo("source");
    }
}
