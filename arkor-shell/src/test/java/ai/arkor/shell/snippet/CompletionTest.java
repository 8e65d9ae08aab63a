package ai.arkor.shell.snippet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.shell.backend.ScriptedRun;
import ai.arkor.shell.snippet.Completions.Candidate;
import ai.arkor.shell.snippet.Completions.Documented;
import ai.arkor.shell.snippet.Completions.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompletionTest {

    private static final SnippetEngine ENGINE = SnippetEngine.open(Path.of("").toAbsolutePath());

    @BeforeAll
    static void declare() {
        Binding.RUN.in(ENGINE, Optional.of(new ScriptedRun("run-1")));
        ENGINE.evaluate("var mine = Trainer.builder(\"x\"); int twice(int x) { return 2 * x; } var names = List.of(\"a\");");
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void methodsHaveTheirSignatureAndOurSentence() {
        assertThat(candidate("run.", "cancel()")).isEqualTo(new Candidate("cancel()", Kind.METHOD, "boolean cancel()", "Asks the backend to stop the run."));
        assertThat(candidate("run.await", "await(").signature()).isEqualTo("TrainingResult await(), and 2 more");
        assertThat(candidate("names.", "stream()").signature()).isEqualTo("Stream<E> stream()");
    }

    @Test
    void inheritedMethodsHaveTheSentenceOfWhereTheyAreDeclared() {
        assertThat(candidate("mine.", "maxSteps(").documentation()).isEqualTo("Optimizer steps to train for, 1 or more.");
        assertThat(candidate("Trainer.builder(\"x\").maxSteps(10).", "lora(").kind()).isEqualTo(Kind.METHOD);
        assertThat(candidate("foo(1, Trainer.builder(\"x\").", "earlyStopping(").documentation()).startsWith("Gives the run up");
    }

    @Test
    void monitorsOfObjectAreNeverOfferedAndItsOtherMethodsComeLast() {
        List<String> words = words("run.");
        assertThat(words).doesNotContain("wait(", "notify()", "notifyAll()").contains("job()");
        assertThat(words.subList(words.size() - 4, words.size())).containsExactlyInAnyOrder("equals(", "getClass()", "hashCode()", "toString()");
    }

    @Test
    void variablesMethodsAndTypesOfTheSessionAreOffered() {
        assertThat(candidate("mi", "mine")).isEqualTo(new Candidate("mine", Kind.VARIABLE, "Trainer.Builder mine", ""));
        assertThat(words("twi")).containsExactly("twice(");
        assertThat(candidate("EarlyStop", "EarlyStopping")).isEqualTo(new Candidate("EarlyStopping", Kind.TYPE, "class ai.arkor.api",
                "When to give a run up before its last step, by a metric of its logs."));
    }

    @Test
    void constantsAndNestedTypesAreOffered() {
        assertThat(words("JobStatus.")).contains("QUEUED", "FAILED", "Known");
        assertThat(candidate("JobStatus.", "QUEUED").signature()).isEqualTo("JobStatus QUEUED");
        assertThat(candidate("JobStatus.", "Known")).isEqualTo(new Candidate("Known", Kind.TYPE, "enum ai.arkor.api", "The statuses this version knows."));
        assertThat(words("JobStatus.Known.")).contains("COMPLETED", "values()");
    }

    @Test
    void importsAreOfferedBySegments() {
        assertThat(words("import ai.")).contains("arkor.");
        assertThat(words("import ai.arkor.")).contains("api.", "client.").doesNotContain("shell.", "wire.");
        assertThat(words("import ai.arkor.api.")).contains("chat.", "Trainer");
        assertThat(words("import java.ut")).containsExactly("util.");
        assertThat(words("int x = 1; import java.util.conc")).containsExactly("concurrent.");
    }

    @Test
    void argumentsOfTheRightTypeComeAlone() {
        assertThat(words("String id = run.jobI")).containsExactly("jobId()");
        assertThat(words("twice(mine.")).isNotEmpty();
        assertThat(words("nothing.such.")).isEmpty();
    }

    @Test
    void documentationGivesSignaturesAndOurText() {
        assertThat(documented("run.await(")).hasSize(3).extracting(Documented::signature)
                .contains("TrainingResult TrainingRun.await(Duration timeout) throws InterruptedException");
        assertThat(documented("run.await(").get(2).documentation()).contains("Observes the run until it is over")
                .contains("\n  throws AwaitTimeoutException when the options' time passed");
        assertThat(documented("mine.maxSteps(").get(0).documentation()).isEqualTo("Optimizer steps to train for, 1 or more.");
        assertThat(documented("new AbortController(").get(0).documentation()).isNotEmpty();
        assertThat(documented("EarlyStopping").get(0).documentation()).startsWith("When to give a run up");
        assertThat(documented("JobStatus.QUEUED").get(0).documentation()).startsWith("The status of a job");
        assertThat(documented("names.size(")).hasSize(1).allSatisfy(one -> assertThat(one.documentation()).isEmpty());
        assertThat(documented("nothing.such(")).isEmpty();
    }

    @Test
    void sentencesEndAtTheirFullStop() {
        assertThat(ApiDocs.firstSentence("As v1.2 says, so. And more.")).isEqualTo("As v1.2 says, so.");
        assertThat(ApiDocs.firstSentence("No stop")).isEqualTo("No stop");
        assertThat(ApiDocs.firstSentence("  name: the name\n  throws X")).isEqualTo("name: the name");
    }

    private static Candidate candidate(String text, String word) {
        Completions completions = ENGINE.complete(text, text.length());
        return completions.candidates().stream().filter(candidate -> candidate.text().equals(word)).findFirst()
                .orElseThrow(() -> new AssertionError(word + " is not among " + completions.words()));
    }

    private static List<String> words(String text) {
        return ENGINE.complete(text, text.length()).words();
    }

    private static List<Documented> documented(String text) {
        return ENGINE.documentation(text, text.length());
    }
}
