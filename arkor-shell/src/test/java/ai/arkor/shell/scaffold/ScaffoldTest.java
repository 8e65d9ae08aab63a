package ai.arkor.shell.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.EntryCompiler;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.shell.scaffold.Written.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaffoldTest {

    private static final Set<String> SOURCES = Set.of("src/arkor/Index.java", "src/arkor/Rows.java", "data/train.jsonl", "data/eval.jsonl", "README.md", ".gitignore");
    private static final Set<String> PROGRAM = Set.of("src/arkor/Main.java", "src/test/java/IndexTest.java");

    @TempDir
    private Path temporary;

    static Stream<Arguments> kinds() {
        return Stream.of(Template.values()).flatMap(template -> Stream.of(BuildTool.values()).map(tool -> Arguments.of(template, tool)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writesAllItTellsOfAndNothingElse(Template template, BuildTool tool) throws IOException {
        Path folder = temporary.resolve("new").resolve("project");
        List<Written> written = Scaffold.write(folder, new Project("my-bot", template, tool));

        Set<String> expected = new HashSet<>(SOURCES);
        expected.addAll(tool.files());
        expected.addAll(tool == BuildTool.PLAIN ? Set.of() : PROGRAM);
        assertThat(written).allMatch(one -> one.action() == Action.CREATED).extracting(Written::path).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(contents(folder).keySet()).containsExactlyInAnyOrderElementsOf(expected);
        contents(folder).forEach((path, text) -> assertThat(text).as(path).doesNotContain("{{", "}}").doesNotContain("${project").endsWith("\n"));
        assertThat(Files.readString(folder.resolve("README.md"))).startsWith("# my-bot\n");
        assertThat(Files.readAllLines(folder.resolve(".gitignore"))).startsWith(".arkor/").containsAll(tool.output());
    }

    @ParameterizedTest
    @EnumSource
    void theEntryCompiles(Template template) {
        Scaffold.write(temporary, new Project("my-bot", template, BuildTool.PLAIN));
        assertThat(EntryCompiler.build(temporary).jar()).isRegularFile();
    }

    @ParameterizedTest
    @EnumSource
    void noHeldOutRowIsATrainingRow(Template template) throws IOException {
        Scaffold.write(temporary, new Project("my-bot", template, BuildTool.PLAIN));
        assertThat(questions("eval.jsonl")).isNotEmpty().doesNotHaveDuplicates().doesNotContainAnyElementsOf(questions("train.jsonl"));
    }

    private List<String> questions(String file) throws IOException {
        List<String> questions = new ArrayList<>();
        for (String line : Files.readAllLines(temporary.resolve("data").resolve(file))) {
            List<JsonValue> messages = ((JsonObject) JsonValue.parse(line)).array("messages").orElseThrow();
            assertThat(messages.stream().map(message -> ((JsonObject) message).string("role").orElseThrow())).containsExactly("system", "user", "assistant");
            questions.add(((JsonObject) messages.get(1)).string("content").orElseThrow());
        }
        return questions;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aSecondTimeNothingChanges(Template template, BuildTool tool) throws IOException {
        Project project = new Project("my-bot", template, tool);
        Scaffold.write(temporary, project);
        Map<String, String> before = contents(temporary);

        assertThat(Scaffold.write(temporary, project)).allMatch(one -> one.action() == (one.path().equals(".gitignore") ? Action.OK : Action.KEPT));
        assertThat(contents(temporary)).isEqualTo(before);
    }

    @Test
    void everyFileOfTheUsersIsKept() throws IOException {
        for (String path : List.of("src/arkor/Index.java", "data/train.jsonl", "README.md")) {
            Files.createDirectories(temporary.resolve(path).getParent());
            Files.writeString(temporary.resolve(path), "mine");
        }
        List<Written> written = Scaffold.write(temporary, new Project("my-bot", Template.BLANK, BuildTool.PLAIN));

        assertThat(written).filteredOn(one -> one.action() == Action.KEPT).extracting(Written::path)
                .containsExactly("src/arkor/Index.java", "data/train.jsonl", "README.md");
        assertThat(contents(temporary)).containsEntry("src/arkor/Index.java", "mine").containsEntry("data/train.jsonl", "mine").containsEntry("README.md", "mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml:MAVEN", "build.gradle.kts:GRADLE", "build.gradle:GRADLE", "settings.gradle:GRADLE"})
    void aBuildOfTheUsersIsNotGivenSourcesThatItCannotBuild(String fileAndTool) throws IOException {
        String file = fileAndTool.split(":")[0];
        Files.writeString(temporary.resolve(file), "mine");
        List<Written> written = Scaffold.write(temporary, new Project("my-bot", Template.BLANK, BuildTool.valueOf(fileAndTool.split(":")[1])));

        assertThat(contents(temporary)).containsEntry(file, "mine").containsKey("src/arkor/Index.java").doesNotContainKeys(PROGRAM.toArray(String[]::new));
        assertThat(written).filteredOn(one -> one.action() == Action.SKIPPED).extracting(Written::path).containsAll(PROGRAM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"target/", "target/\n", "target/\r\n*.log\r\n", ""})
    void aGitignoreIsOnlyAddedTo(String before) throws IOException {
        Files.writeString(temporary.resolve(".gitignore"), before);
        List<Written> written = Scaffold.write(temporary, new Project("my-bot", Template.BLANK, BuildTool.PLAIN));

        assertThat(written).contains(new Written(".gitignore", Action.PATCHED));
        String after = Files.readString(temporary.resolve(".gitignore"));
        assertThat(after).startsWith(before).endsWith(before.contains("\r") ? ".arkor/\r\n" : ".arkor/\n");
        assertThat(after.lines()).contains(".arkor/").containsAll(before.lines().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {".arkor/", " .arkor \n", "x\n/.arkor/\ny"})
    void aGitignoreThatHasTheLineIsLeftAlone(String before) throws IOException {
        Files.writeString(temporary.resolve(".gitignore"), before);
        assertThat(Scaffold.write(temporary, new Project("my-bot", Template.BLANK, BuildTool.PLAIN))).contains(new Written(".gitignore", Action.OK));
        assertThat(temporary.resolve(".gitignore")).hasContent(before);
    }

    @Test
    void aLinkedGitignoreStaysALink() throws IOException {
        Path real = Files.writeString(temporary.resolve("ignored"), "x\n");
        Path project = Files.createDirectory(temporary.resolve("project"));
        Files.createSymbolicLink(project.resolve(".gitignore"), real);
        Scaffold.write(project, new Project("my-bot", Template.BLANK, BuildTool.PLAIN));

        assertThat(project.resolve(".gitignore")).isSymbolicLink();
        assertThat(real).hasContent("x\n.arkor/\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"src", "data", "src/arkor"})
    void aFileWhereAFolderMustBeIsNamedAndNothingIsWritten(String path) throws IOException {
        Files.createDirectories(temporary.resolve(path).getParent());
        Files.writeString(temporary.resolve(path), "mine");
        Map<String, String> before = contents(temporary);

        assertThatThrownBy(() -> Scaffold.write(temporary, new Project("my-bot", Template.BLANK, BuildTool.MAVEN))).isInstanceOf(ScaffoldException.class)
                .hasMessageContaining(temporary.resolve(path) + " must be a folder, and is a file").hasMessageEndingWith("Nothing was written");
        assertThat(contents(temporary)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", ".gitignore", "pom.xml", "data/eval.jsonl"})
    void aFolderWhereAFileMustBeIsNamedAndNothingIsWritten(String path) throws IOException {
        Files.createDirectories(temporary.resolve(path));

        assertThatThrownBy(() -> Scaffold.write(temporary, new Project("my-bot", Template.BLANK, BuildTool.MAVEN))).isInstanceOf(ScaffoldException.class)
                .hasMessageContaining(temporary.resolve(path) + " must be a file, and is a folder");
        assertThat(contents(temporary)).isEmpty();
    }

    @Test
    void aLinkToNothingIsTheUsersToo() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("README.md"), Path.of("elsewhere.md"));

        assertThatThrownBy(() -> Scaffold.write(temporary, new Project("my-bot", Template.BLANK, BuildTool.PLAIN))).hasMessageContaining("is a link to nothing");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aFolderThatIsAFileIsRefused() throws IOException {
        Path file = Files.writeString(temporary.resolve("project"), "mine");
        assertThatThrownBy(() -> Scaffold.write(file, new Project("my-bot", Template.BLANK, BuildTool.PLAIN))).hasMessageContaining(file + " must be a folder, and is a file");
    }

    @Test
    void aFullDiskTellsWhatWasWrittenAndLeavesNoHalfFile() throws IOException {
        Project project = new Project("my-bot", Template.BLANK, BuildTool.PLAIN);
        Scaffold full = new Scaffold(temporary, project, (file, content) -> {
            boolean third = file.toString().contains("train.jsonl");
            Files.write(file, third ? new byte[] {1} : content);
            if (third) {
                throw new IOException("No space left on device");
            }
        });
        assertThatThrownBy(full::write).isInstanceOf(ScaffoldException.class).hasMessage(temporary.resolve("data/train.jsonl")
                + " could not be written: No space left on device. Written before: src/arkor/Index.java, src/arkor/Rows.java; they stay, and the same command goes on from there");
        assertThat(contents(temporary).keySet()).containsExactlyInAnyOrder("src/arkor/Index.java", "src/arkor/Rows.java");

        Scaffold.write(temporary, project);
        assertThat(contents(temporary).keySet()).isEqualTo(SOURCES);
    }

    @Test
    void aFileThatAppearsMeanwhileIsKept() throws IOException {
        Scaffold raced = new Scaffold(temporary, new Project("my-bot", Template.BLANK, BuildTool.PLAIN), (file, content) -> {
            Files.write(file, content);
            if (file.toString().contains("README")) {
                Files.writeString(file.resolveSibling("README.md"), "theirs");
            }
        });
        assertThat(raced.write()).contains(new Written("README.md", Action.KEPT));
        assertThat(contents(temporary)).containsEntry("README.md", "theirs").containsOnlyKeys(SOURCES);
    }

    /** Every file below, by its path with slashes; hidden ones too. */
    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
                contents.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return contents;
    }
}
