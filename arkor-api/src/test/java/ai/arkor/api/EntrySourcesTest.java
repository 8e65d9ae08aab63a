package ai.arkor.api;

import static ai.arkor.api.EntryProject.index;
import static ai.arkor.api.EntryProject.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where an entry and what it uses are looked for. */
class EntrySourcesTest {

    @TempDir
    private Path folder;

    private EntryProject project;

    @BeforeEach
    void open() {
        project = new EntryProject(folder);
    }

    @Test
    void anEntryUsesItsSiblingsAndThePackagesBelowIt() throws IOException {
        project.write("src/arkor/Index.java", index("Names.of(data.Rows.NAME)"));
        project.write("src/arkor/Names.java", "class Names { static String of(String name) { return name + \"-named\"; } }");
        project.write("src/arkor/data/Rows.java", "package data; public class Rows { public static final String NAME = data.deep.Deeper.NAME; }");
        project.write("src/arkor/data/deep/Deeper.java", "package data.deep; public class Deeper { public static final String NAME = \"deep\"; }");
        assertThat(project.load()).isEqualTo("deep-named");
    }

    @Test
    void anEntryInAPackageUsesItsPackageAndThoseBelowIt() throws IOException {
        project.write("src/arkor/Index.java", "/* A run. */ package arkor;\n" + index("Names.NAME + arkor.data.Rows.NAME"));
        project.write("src/arkor/Names.java", "package arkor; class Names { static final String NAME = \"package-\"; }");
        project.write("src/arkor/data/Rows.java", "package arkor.data; public class Rows { public static final String NAME = \"rows\"; }");
        assertThat(project.load()).isEqualTo("package-rows");
        assertThat(project.told).containsExactly("built .arkor/build/index.jar");
    }

    @Test
    void anEntryAmongTheSourcesOfAMavenProjectIsOfThatProject() throws IOException {
        Path entry = project.write("src/main/java/com/acme/Train.java", "package com.acme; public class Train { static Object trainer = "
                + trainer("\" + Other.NAME + \"") + "; }");
        project.write("src/main/java/com/acme/Other.java", "package com.acme; class Other { static final String NAME = \"beside\"; }");
        assertThat(project.runner().load(entry).name()).isEqualTo("beside");
        assertThat(project.jar()).isRegularFile();
    }

    @Test
    void anEntryWhoseFolderDoesNotFitItsPackageRunsAloneAndSaysWhereOthersAreLookedFor() throws IOException {
        project.write("src/arkor/Index.java", "package com.acme; " + index("\"alone\""));
        assertThat(project.load()).isEqualTo("alone");
        project.write("src/arkor/Index.java", "package com.acme; " + index("Other.NAME"));
        project.write("src/arkor/Other.java", "package com.acme; class Other { static final String NAME = \"beside\"; }");
        assertThatThrownBy(project::load).hasMessageContaining("symbol").hasMessageContaining("The sources of the entry's package are looked for below "
                + folder.resolve("src").resolve("arkor") + ", in folders of its name; put Index.java there too");
    }

    @Test
    void otherFilesBesideTheEntryAreLeftAlone() throws IOException {
        project.write("src/arkor/Index.java", index("\"fine\""));
        project.write("src/arkor/Broken.java", "this is no Java");
        assertThat(project.load()).isEqualTo("fine");
    }

    @Test
    void javaComesBeforeAScript() throws IOException {
        project.write("src/arkor/Index.java", index("\"java\""));
        project.write("src/arkor/index.jsh", "1");
        assertThat(project.load()).isEqualTo("java");
        Files.delete(folder.resolve("src/arkor/Index.java"));
        assertThatThrownBy(project::load).hasMessageContaining("Nothing here can load " + folder.resolve("src/arkor/index.jsh")).hasMessageContaining(".jsh needs the shell");
    }

    @Test
    void aMissingEntryIsNamedAbsolutelyWithTheDefaultOne() {
        String hint = "The entry of a folder is src/arkor/Index.java, or else src/arkor/index.jsh";
        assertThatThrownBy(project::load).isInstanceOf(EntryException.class)
                .hasMessageStartingWith("Training entry not found: " + folder.resolve("src/arkor/Index.java") + ". " + hint);
        assertThatThrownBy(() -> project.runner().load(Path.of("nowhere.java"))).isInstanceOf(EntryException.class)
                .hasMessage("Training entry not found: " + folder.resolve("nowhere.java") + ". " + hint);
        assertThatThrownBy(() -> EntryCompiler.build(folder)).isInstanceOf(EntryException.class)
                .hasMessageStartingWith("Build entry not found: " + folder.resolve("src/arkor/Index.java") + ". " + hint);
    }

    @Test
    void whatIsNoJavaSourceIsNotBuilt() throws IOException {
        Path script = project.write("src/arkor/index.jsh", "1");
        assertThatThrownBy(() -> EntryCompiler.build(folder)).isInstanceOf(EntryException.class)
                .hasMessage(script + " is not a Java source, so there is nothing to build; it runs as it is");
    }

    @Test
    void theEntryClassHasTheNameOfItsFile() throws IOException {
        project.write("src/arkor/Index.java", "class Other {}");
        assertThatThrownBy(project::load).isInstanceOf(EntryException.class).hasMessageContaining("declares no class named Index");
    }

    @Test
    void theDeclaredPackageIsReadAsACompilerReadsIt() {
        assertThat(PackageDeclaration.of("class Index {}")).isEmpty();
        assertThat(PackageDeclaration.of("// package no;\nimport java.util.*; class Index { String s = \"package no;\"; }")).isEmpty();
        assertThat(PackageDeclaration.of("\uFEFF// one /*\n/* two // ; package no;\n**/ package\n com . acme.b2_ ;")).isEqualTo("com.acme.b2_");
        assertThat(PackageDeclaration.of("package データ;")).isEqualTo("データ");
        assertThat(PackageDeclaration.of("packaged")).isEmpty();
        assertThat(PackageDeclaration.of("/* " + "long * ".repeat(50_000) + "*/\n" + "// many\n \n".repeat(50_000) + "package found;")).isEqualTo("found");
    }
}
