package ai.arkor.shell.snippet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.JobStatus;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.json.JsonValue;
import ai.arkor.shell.backend.ScriptedRun;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ValueTextTest {

    record Point(int x, String label) {}

    record Fragile(int x, int y) {
        Fragile {
            x = 1;
        }

        @Override
        public int y() {
            throw new IllegalStateException("not now");
        }
    }

    @Test
    void textIsQuotedAndShowsWhatIsInvisible() {
        assertThat(ValueText.of("a \"b\"\t\u0007")).isEqualTo("\"a \\\"b\\\"\\t\\u0007\"");
        assertThat(ValueText.of('\'')).isEqualTo("'\\''");
        assertThat(ValueText.of(null)).isEqualTo("null");
        assertThat(ValueText.of(3L)).isEqualTo("3");
    }

    @Test
    void textOfSeveralLinesIsABlockAndLongTextIsCut() {
        assertThat(ValueText.of("one\ntwo")).isEqualTo("\"\"\"\n    one\n    two\n    \"\"\"");
        assertThat(ValueText.of("line\n".repeat(40))).endsWith("    line\n    \"\"\"  … 10 more lines");
        assertThat(ValueText.of("x".repeat(5_000))).endsWith("x\"… 3,000 more characters");
        assertThat(ValueText.of(List.of("one\ntwo"))).isEqualTo("[\"one\\ntwo\"]");
    }

    @Test
    void collectionsMapsAndArraysAreLimited() {
        assertThat(ValueText.of(List.of(1, "a", 'c'))).isEqualTo("[1, \"a\", 'c']");
        assertThat(ValueText.of(IntStream.range(0, 100_000).boxed().toList())).startsWith("[0, 1, 2, ").endsWith(", 99, … 99,900 more]");
        assertThat(ValueText.of(new int[] {1, 2})).isEqualTo("[1, 2]");
        assertThat(ValueText.of(new String[][] {{"a"}, {}})).isEqualTo("[[\"a\"], []]");
        assertThat(ValueText.of(Map.of("k", List.of(1)))).isEqualTo("{\"k\"=[1]}");
        assertThat(ValueText.of(Arrays.asList(1, null))).isEqualTo("[1, null]");
        assertThat(ValueText.of(Collections.nCopies(50, "y".repeat(500))).length()).isLessThan(1_500);
    }

    @Test
    void whatHoldsItselfHasAnEnd() {
        List<Object> loop = new java.util.ArrayList<>();
        loop.add(loop);
        assertThat(ValueText.of(loop)).isEqualTo("[[[[[…]]]]]");
    }

    @Test
    void aStreamIsNotReadByLookingAtIt() {
        Stream<Integer> stream = Stream.of(1, 2);
        assertThat(ValueText.of(stream)).isEqualTo("a stream, which can be read once; .toList() reads it");
        assertThat(stream).containsExactly(1, 2);
    }

    @Test
    void optionalsAndDurationsReadLikeWords() {
        assertThat(ValueText.of(Optional.of("x"))).isEqualTo("Optional[\"x\"]");
        assertThat(ValueText.of(Optional.empty())).isEqualTo("Optional.empty");
        assertThat(ValueText.of(Duration.ofSeconds(3_725))).isEqualTo("1 h 2 min 5 s");
        assertThat(ValueText.of(Duration.ofDays(2))).isEqualTo("2 d");
        assertThat(ValueText.of(Duration.ofSeconds(42))).isEqualTo("42 s");
        assertThat(ValueText.of(Duration.ZERO)).isEqualTo("0 s");
        assertThat(ValueText.of(Duration.ofMillis(1_500))).isEqualTo("1.500 s");
        assertThat(ValueText.of(Duration.ofMillis(250))).isEqualTo("250 ms");
        assertThat(ValueText.of(Duration.ofMillis(-250))).isEqualTo("-250 ms");
    }

    @Test
    void runsJobsAndResultsSayWhatMatters() {
        ScriptedRun run = new ScriptedRun("run-1");
        assertThat(ValueText.of(run)).isEqualTo("run run-1 (name-of-run-1): queued, model m");
        assertThat(ValueText.of(run.job().with("status", JsonValue.of("running")).with("step", JsonValue.of(40))))
                .isEqualTo("job run-1 (name-of-run-1): running at step 40, model m");
        run.end(JobStatus.FAILED);
        assertThat(ValueText.of(new TrainingResult(run.job().with("error", JsonValue.of("row 17: bad JSON")), List.of())))
                .isEqualTo("failed, row 17: bad JSON: run run-1 (name-of-run-1)");
        assertThat(ValueText.of(new TrainingResult(run.job().with("status", JsonValue.of("completed")).with("startedAt", JsonValue.of("2026-01-01T10:00:00Z"))
                .with("completedAt", JsonValue.of("2026-01-01T10:01:05Z")), List.of(JsonValue.object()))))
                .isEqualTo("completed in 1 min 5 s, 1 artifact: run run-1 (name-of-run-1)");
    }

    @Test
    void anAnswerIsItsText() {
        assertThat(ValueText.of(new ChatResponse(JsonValue.of("green")))).isEqualTo("\"green\"");
    }

    @Test
    void runsAreATable() {
        assertThat(ValueText.of(List.of(new ScriptedRun("run-1"), new ScriptedRun("run-22"))).lines().map(String::strip))
                .hasSize(4).startsWith("2 rows").anyMatch(line -> line.matches("run +name +status +model +created"))
                .anyMatch(line -> line.matches("run-22 +name-of-run-22 +queued +m .*"));
    }

    @Test
    void recordsOfOneKindAreATableAndOthersAreNot() {
        assertThat(ValueText.of(List.of(new Point(1, "a"), new Point(20, "bb")))).isEqualTo("2 rows\n  x   label\n  1   a\n  20  bb");
        assertThat(ValueText.of(List.of(new Point(1, "a"), 3))).isEqualTo("[Point[x=1, label=a], 3]");
        assertThat(ValueText.of(Collections.nCopies(60, new Point(1, "a")))).startsWith("60 rows\n").endsWith("\n  … 10 more");
        assertThat(ValueText.of(List.of(new Fragile(1, 2)))).isEqualTo("1 row\n  x  y\n  1  (threw IllegalStateException)");
    }

    @Test
    void aToStringThatThrowsIsToldAndSparesTheRest() {
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("broken");
            }
        };
        assertThat(ValueText.of(broken)).endsWith("; its toString() threw java.lang.IllegalStateException: broken)");
        assertThat(ValueText.of(List.of(1, broken, 2))).startsWith("[1, (a ").endsWith("broken), 2]");
    }
}
