package ai.arkor.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The held-out tickets of examples/triage measure something only while training holds none of their sentences, products and names. */
class TriageDataTest {

    private static final Path EXAMPLE = Path.of("..", "examples", "triage").toAbsolutePath().normalize();
    private static final Path GRAMMARS = EXAMPLE.resolve("generate");
    private static final Path RECIPE = EXAMPLE.resolve("../../recipes/base-model").normalize();

    @TempDir
    Path temporary;

    @Test
    void theCommittedTicketsAreWhatTheGeneratorMakes() throws Exception {
        Process generate = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), GRAMMARS.resolve("Generate.java").toString(),
                "--seed", "1", "--grammar", GRAMMARS.toString(), "--out", temporary.toString()).inheritIO().start();
        assertThat(generate.waitFor()).isZero();
        for (String split : List.of("train", "dev", "heldout")) {
            Path file = Path.of(split + ".jsonl");
            assertThat(temporary.resolve(file)).hasSameBinaryContentAs(EXAMPLE.resolve("data").resolve(file));
        }
        assertThat(rows("train")).hasSizeGreaterThanOrEqualTo(600);
        assertThat(rows("heldout")).hasSize(150);
    }

    @ParameterizedTest
    @CsvSource({"heldout, train", "heldout, dev", "dev, train"})
    void splitsShareNoSentenceProductOrPerson(String split, String other) throws IOException {
        assertThat(sentences(split)).isNotEmpty().doesNotContainAnyElementsOf(sentences(other));
        for (String pool : List.of("product", "person", "day", "count", "sum")) {
            assertThat(pool(split, pool)).isNotEmpty().doesNotContainAnyElementsOf(pool(other, pool));
        }
    }

    @Test
    void noTextOfTrainingNamesAHeldOutProductOrPerson() throws IOException {
        String training = String.join("\n", rows("train"));
        for (String name : pool("heldout", "product")) {
            assertThat(training).doesNotContain(name);
        }
        for (String name : pool("heldout", "person")) {
            assertThat(training).doesNotContainPattern("\\b" + Pattern.quote(name) + "\\b");
        }
    }

    @Test
    void heldOutSentencesAreNotTrainingSentencesWithOtherWordsInTheSlots() throws IOException {
        // Compared with every slot cut out, by runs of five words, longer than the turns of phrase any two letters share.
        Set<String> training = new HashSet<>();
        sentences("train").forEach(sentence -> training.addAll(runs(sentence, 5)));
        Set<String> messages = new HashSet<>();
        corpusMessages().forEach(sentence -> messages.addAll(runs(sentence, 5)));
        for (String sentence : sentences("heldout")) {
            assertThat(runs(sentence, 5)).as(sentence).doesNotContainAnyElementsOf(training).doesNotContainAnyElementsOf(messages);
        }
    }

    @Test
    void theBaseModelsCorpusHasNoHeldOutSentence() throws IOException {
        Set<String> messages = corpusMessages().stream().map(TriageDataTest::normalized).collect(Collectors.toSet());
        assertThat(sentences("heldout").stream().map(TriageDataTest::normalized).toList()).doesNotContainAnyElementsOf(messages);
        String corpus = String.join("\n", corpusMessages());
        for (String product : pool("heldout", "product")) {
            assertThat(corpus).doesNotContain(product);
        }
    }

    /** The templates that the base model's corpus is written from. */
    private static List<String> corpusMessages() throws IOException {
        List<String> messages = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(RECIPE, "messages*.txt")) {
            for (Path file : files) {
                messages.addAll(Files.readAllLines(file));
            }
        }
        assertThat(messages).isNotEmpty();
        return messages;
    }

    private static List<String> rows(String split) throws IOException {
        return Files.readAllLines(EXAMPLE.resolve("data").resolve(split + ".jsonl"));
    }

    private static Set<String> sentences(String split) throws IOException {
        Set<String> sentences = new TreeSet<>();
        boolean pool = false;
        for (String line : Files.readAllLines(GRAMMARS.resolve(split + ".txt"))) {
            if (!pool && !line.isBlank() && !line.startsWith("#") && !line.startsWith("=") && !line.startsWith("@")) {
                sentences.add(line);
            }
            pool = line.startsWith("@");
        }
        return sentences;
    }

    private static Set<String> pool(String split, String name) throws IOException {
        List<String> lines = Files.readAllLines(GRAMMARS.resolve(split + ".txt"));
        return new TreeSet<>(List.of(lines.get(lines.indexOf("@ " + name) + 1).split("\\|")));
    }

    private static String normalized(String sentence) {
        return sentence.toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "").trim();
    }

    private static List<String> runs(String sentence, int length) {
        List<String> runs = new ArrayList<>();
        for (String piece : sentence.split("\\{[^}]*}")) {
            Matcher word = Pattern.compile("[\\w']+").matcher(piece.toLowerCase(Locale.ROOT));
            List<String> words = word.results().map(match -> match.group()).toList();
            for (int i = 0; i + length <= words.size(); i++) {
                runs.add(String.join(" ", words.subList(i, i + length)));
            }
        }
        return runs;
    }
}
