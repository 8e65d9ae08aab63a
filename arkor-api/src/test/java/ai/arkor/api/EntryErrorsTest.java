package ai.arkor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.arkor.api.EntryException.SourceError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a source that does not compile. */
class EntryErrorsTest {

    @TempDir
    private Path folder;

    private EntryProject project;

    @BeforeEach
    void open() {
        project = new EntryProject(folder);
    }

    private EntryException failure() {
        return catchThrowableOfType(EntryException.class, project::load);
    }

    private String message() {
        return failure().message(folder);
    }

    @Test
    void anErrorHasItsPlaceItsLineAndACaret() throws IOException {
        Path entry = project.write("src/arkor/Index.java", "class Index {\n    int x = nonsense;\n}\n");
        String rest = """
                :2:13: cannot find symbol
                    int x = nonsense;
                            ^
                  symbol:   variable nonsense
                  location: class Index""";
        assertThat(message()).isEqualTo(Path.of("src", "arkor", "Index.java") + rest);
        assertThat(failure()).hasMessage(entry + rest);
        assertThat(failure().position()).contains(new EntryException.SourcePosition(entry, 2, 13));
    }

    @Test
    void tabsKeepTheCaretInItsPlace() throws IOException {
        project.write("src/arkor/Index.java", "class Index {\r\n\tint\tx = nonsense;\r\n}\r\n");
        assertThat(message()).startsWith(Path.of("src", "arkor", "Index.java") + ":2:10: cannot find symbol\n\tint\tx = nonsense;\n\t   \t    ^\n");
    }

    @Test
    void wideCharactersKeepTheCaretInItsPlace() throws IOException {
        project.write("src/arkor/Index.java", "class Index { String s = \"分類！\" + \"🙂\" + oops; }");
        String[] lines = message().split("\n");
        assertThat(lines[2].indexOf('^')).as("three take two columns each").isEqualTo(lines[1].indexOf("oops") + 3);
    }

    @Test
    void allErrorsAreToldInTheOrderOfTheCompiler() throws IOException {
        project.write("src/arkor/Index.java", "class Index {\n  int a = b;\n  Rows rows = new Rows(1);\n}\n");
        project.write("src/arkor/Rows.java", "class Rows {\n  Rows() { return 1; }\n}\n");
        assertThat(failure().errors()).extracting(SourceError::sourceLine).containsExactlyInAnyOrder("  int a = b;", "  Rows rows = new Rows(1);", "  Rows() { return 1; }");
        assertThat(message()).endsWith("\n3 errors").contains("Index.java:2:11: ", "Index.java:3:15: ", "Rows.java:2:19: ");
    }

    @Test
    void ofManyErrorsTheFirstTenAreShownAndAllAreCounted() throws IOException {
        project.write("src/arkor/Index.java", "class Index {\n" + IntStream.rangeClosed(1, 150).mapToObj(i -> "  int x" + i + " = y" + i + ";\n").collect(Collectors.joining())
                + "}\n");
        assertThat(failure().errors()).hasSize(150);
        assertThat(message()).contains("Index.java:11:13: ").doesNotContain("Index.java:12:").endsWith("\n150 errors; these are the first 10");
    }

    @Test
    void anErrorBeforeTheEndOfAFileIsPlaced() throws IOException {
        project.write("src/arkor/Index.java", "class Index {\n  int x = 1;");
        assertThat(message()).startsWith(Path.of("src", "arkor", "Index.java") + ":2:13: reached end of file while parsing\n  int x = 1;\n            ^");
    }

    @Test
    void aFileElsewhereIsNamedAbsolutely() throws IOException {
        Path entry = project.write("src/arkor/Index.java", "class Index { int x = nonsense; }");
        assertThat(failure().message(folder.resolve("src").resolve("other"))).startsWith(entry + ":1:23: ");
    }

    @Test
    void aVeryLongLineIsCutAroundThePlace() {
        String line = "x".repeat(5_000) + "?" + "y".repeat(5_000);
        EntryException e = new EntryException(List.of(SourceError.at(Path.of("F.java"), "\n" + line, 5_001, "odd")), "do this");
        assertThat(e.getMessage().lines().toList()).satisfiesExactly(
                place -> assertThat(place).isEqualTo("F.java:2:5001: odd"),
                cut -> assertThat(cut).hasSizeLessThan(200).contains("xxx?yyy"),
                caret -> assertThat(caret.indexOf('^')).isEqualTo(e.getMessage().lines().toList().get(1).indexOf('?')),
                remedy -> assertThat(remedy).isEqualTo("do this"));
    }

    @Test
    void aSourceThatIsNotUtf8IsRefusedWithItsPlace() throws IOException {
        Path entry = project.write("src/arkor/Index.java", "");
        java.nio.file.Files.write(entry, "class Index { String s = \"caf\u00e9\"; }".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThat(message()).contains("Index.java:1:30: unmappable character (0xE9) for encoding UTF-8");
    }

    @Test
    void noJarIsLeftOfASourceThatDoesNotCompile() throws IOException {
        project.write("src/arkor/Index.java", "class Index { int x = nonsense; }");
        failure();
        assertThat(folder.resolve(".arkor")).doesNotExist();
    }
}
