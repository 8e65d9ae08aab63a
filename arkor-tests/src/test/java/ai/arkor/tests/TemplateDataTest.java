package ai.arkor.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The data that {@code arkor init} writes is what its generators make. */
class TemplateDataTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path TEMPLATES = ROOT.resolve("arkor-shell/src/main/resources/ai/arkor/shell/scaffold/project-files");

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @CsvSource({"translate, Translate.java", "redaction, Redaction.java"})
    void theCommittedRowsAreWhatTheGeneratorMakes(String template, String generator) throws Exception {
        Process generate = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                ROOT.resolve("recipes/templates").resolve(generator).toString(), "--seed", "1", "--out", temporary.toString()).inheritIO().start();
        assertThat(generate.waitFor()).isZero();
        for (String file : new String[] {"train.jsonl", "eval.jsonl"}) {
            assertThat(temporary.resolve(file)).hasSameBinaryContentAs(TEMPLATES.resolve(template).resolve(file));
        }
    }

    @Test
    void theTicketsAreThoseOfTheExample() {
        assertThat(TEMPLATES.resolve("triage/eval.jsonl")).hasSameBinaryContentAs(ROOT.resolve("examples/triage/data/heldout.jsonl"));
    }
}
