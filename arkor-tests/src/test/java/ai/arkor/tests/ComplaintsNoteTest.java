package ai.arkor.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The note on complaints names tests that are there. */
class ComplaintsNoteTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path NOTE = ROOT.resolve("docs").resolve("complaints.md");
    private static final Pattern NAME = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final int ROWS = 60;

    private static List<String> rows() throws IOException {
        return Files.readAllLines(NOTE).stream().filter(line -> line.startsWith("| ") && !line.startsWith("| complaint |")).toList();
    }

    /** The test classes' sources by their names; a class may have a namesake in another module. */
    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> files = new ArrayList<>();
            for (Path tests : modules.map(module -> module.resolve("src/test/java")).filter(Files::isDirectory).toList()) {
                try (Stream<Path> all = Files.walk(tests)) {
                    all.filter(file -> file.toString().endsWith("Test.java")).forEach(files::add);
                }
            }
            return files.stream().collect(Collectors.toMap(file -> file.getFileName().toString().replace(".java", ""), ComplaintsNoteTest::text, String::concat));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void everyRowHasATestOrSaysWhyNot() throws IOException {
        assertThat(rows()).hasSize(ROWS).allMatch(row -> NAME.matcher(row).find() || row.contains("does not apply"));
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        Map<String, String> sources = sources();
        List<MatchResult> names = NAME.matcher(Files.readString(NOTE)).results().toList();
        assertThat(names).hasSizeGreaterThan(ROWS);
        for (MatchResult name : names) {
            assertThat(sources).containsKey(name.group(1));
            Pattern method = Pattern.compile("@(Test|ParameterizedTest|TestFactory)\\b[^{}]*(\\{[^{}]*}[^{}]*)?\\b" + name.group(2) + "\\(");
            assertThat(method.matcher(sources.get(name.group(1))).find()).as(name.group()).isTrue();
        }
    }
}
