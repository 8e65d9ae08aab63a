package ai.arkor.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on scripts shows the files that {@link ScriptsTest} runs. */
class ScriptsPageTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern JAVA = Pattern.compile("(?:<!-- (\\S+) -->\n)?```java\n(.*?)```\n", Pattern.DOTALL);

    @Test
    void everyBlockOfJavaIsAFileAndEveryFileIsShown() throws IOException {
        List<MatchResult> blocks = JAVA.matcher(Files.readString(ROOT.resolve("docs").resolve("scripts.md"))).results().toList();
        assertThat(blocks).isNotEmpty().allSatisfy(block -> {
            assertThat(block.group(1)).as("a comment before the block that names its source").isNotNull();
            assertThat(ROOT.resolve(block.group(1))).hasContent(block.group(2));
        });
        try (Stream<Path> scripts = Files.list(ROOT.resolve("examples").resolve("scripts"))) {
            assertThat(blocks.stream().map(block -> ROOT.resolve(block.group(1)))).containsExactlyInAnyOrderElementsOf(scripts.toList());
        }
    }
}
