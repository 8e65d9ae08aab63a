package org.example;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.JobStatus;
import ai.arkor.api.TrainerRunner;
import ai.arkor.testkit.Fault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the documents show is what is compiled and run here. */
class DocumentationTest extends ExampleTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern JAVA = Pattern.compile("(?:<!-- (\\S+) -->\n)?```java\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern CAPABILITIES = Pattern.compile("cloud\\.answer\\(\"GET /v1/capabilities\", 200, \"(.*)\"\\)");

    @Test
    void theTestKitsPageShowsSourcesThatAreCompiledAndRun() throws IOException {
        List<MatchResult> blocks = blocks("docs/testkit.md");
        assertThat(blocks).hasSize(3).allSatisfy(DocumentationTest::isItsSource);
    }

    @Test
    void theSweepsPageShowsASourceThatIsCompiledAndRun() throws IOException {
        List<MatchResult> blocks = blocks("docs/sweep.md");
        assertThat(blocks).hasSize(1).allSatisfy(DocumentationTest::isItsSource);
    }

    @Test
    void theReadmeShowsATestThatIsCompiledAndRun() throws IOException {
        List<MatchResult> blocks = blocks("README.md");
        assertThat(blocks).hasSize(2);
        isItsSource(blocks.get(1));
    }

    @Test
    void theReadmesFirstTrainerRunsAsAnEntry() throws Exception {
        Path entry = folder.resolve("src").resolve("arkor").resolve("Index.java");
        Files.createDirectories(entry.getParent());
        Files.writeString(entry, blocks("README.md").get(0).group(2));
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data").resolve("train.jsonl"), "{\"messages\":[]}\n");
        cloud.answer("GET /v1/capabilities", 200, capabilities());
        cloud.nextJob().started().log(10, 2.0).checkpoint(50).completed();
        assertThat(TrainerRunner.create().client(client).run(folder).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(cloud.requests("POST /v1/inference/chat")).hasSize(1);
        assertThat(cloud.jobs().get(0).config().string("model")).contains("arkor-tiny");
    }

    /** As the test kit's page says it. */
    private static String capabilities() throws IOException {
        Matcher call = CAPABILITIES.matcher(Files.readString(ROOT.resolve("docs").resolve("testkit.md")));
        assertThat(call.find()).isTrue();
        return call.group(1).replace("\\\"", "\"");
    }

    @Test
    void theTestKitsPageHasEveryFaultAndNoOther() throws IOException {
        TreeSet<String> told = Files.readAllLines(ROOT.resolve("docs").resolve("testkit.md")).stream()
                .filter(line -> line.matches("\\| `\\w+\\(.*✓.*"))
                .map(line -> line.substring(3, line.indexOf('(')))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).containsExactlyElementsOf(Arrays.stream(Fault.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyExampleIsInTheList() throws IOException {
        String list = Files.readString(ROOT.resolve("examples").resolve("README.md"));
        List<String> sources = Examples.sources().stream().map(source -> ROOT.resolve("examples").relativize(source).toString()).toList();
        assertThat(sources).isNotEmpty().allSatisfy(source -> assertThat(list).contains("](" + source + ")"));
        for (MatchResult link : Pattern.compile("]\\((src/[^)]+)\\)").matcher(list).results().toList()) {
            assertThat(ROOT.resolve("examples").resolve(link.group(1))).exists();
        }
    }

    private static List<MatchResult> blocks(String document) throws IOException {
        return JAVA.matcher(Files.readString(ROOT.resolve(document))).results().toList();
    }

    private static void isItsSource(MatchResult block) {
        assertThat(block.group(1)).as("a comment before the block that names its source").isNotNull();
        assertThat(ROOT.resolve(block.group(1))).hasContent(block.group(2));
    }
}
