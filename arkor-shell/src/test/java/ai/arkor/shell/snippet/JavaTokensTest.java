package ai.arkor.shell.snippet;

import static ai.arkor.shell.snippet.JavaTokens.Kind.ANNOTATION;
import static ai.arkor.shell.snippet.JavaTokens.Kind.COMMENT;
import static ai.arkor.shell.snippet.JavaTokens.Kind.KEYWORD;
import static ai.arkor.shell.snippet.JavaTokens.Kind.METHOD;
import static ai.arkor.shell.snippet.JavaTokens.Kind.NAME;
import static ai.arkor.shell.snippet.JavaTokens.Kind.NUMBER;
import static ai.arkor.shell.snippet.JavaTokens.Kind.STRING;
import static ai.arkor.shell.snippet.JavaTokens.Kind.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JavaTokensTest {

    @Test
    void tellsTheKindsApart() {
        assertThat(words("@Override public var x = Trainer.builder(\"a\"); // why", KEYWORD)).containsExactly("public", "var");
        assertThat(words("@Override public var x = Trainer.builder(\"a\"); // why", TYPE)).containsExactly("Trainer");
        assertThat(words("@Override public var x = Trainer.builder(\"a\"); // why", METHOD)).containsExactly("builder");
        assertThat(words("@Override public var x = Trainer.builder(\"a\"); // why", NAME)).containsExactly("x");
        assertThat(words("@Override public var x = Trainer.builder(\"a\"); // why", STRING)).containsExactly("\"a\"");
        assertThat(words("@Override public var x = Trainer.builder(\"a\"); // why", COMMENT)).containsExactly("// why");
        assertThat(words("@Override public var x = Trainer.builder(\"a\"); // why", ANNOTATION)).containsExactly("@Override");
    }

    @Test
    void numbersEndWhereTheyEnd() {
        assertThat(words("1 + 2.5e-4 - 0x1FL * .5f / 1_000; a1; 3.toString(); x[0].y; 1e3-2", NUMBER))
                .containsExactly("1", "2.5e-4", "0x1FL", ".5f", "1_000", "3", "0", "1e3", "2");
    }

    @Test
    void stringsKnowTheirEscapesAndEnds() {
        assertThat(words("a(\"x\\\"y\", 'c', '\\'')", STRING)).containsExactly("\"x\\\"y\"", "'c'", "'\\''");
        assertThat(words("var s = \"\"\"\n  it is \"quoted\" // no comment\n  \"\"\"; int x", STRING)).hasSize(1);
        assertThat(words("var s = \"\"\"\n  it is \"quoted\" // no comment\n  \"\"\"; int x", COMMENT)).isEmpty();
    }

    @Test
    void whatIsHalfTypedIsColouredToTheLinesEnd() {
        assertThat(words("f(\"half\nint x", STRING)).containsExactly("\"half");
        assertThat(words("f(\"half\nint x", KEYWORD)).containsExactly("int");
        assertThat(words("/* half\nint x", COMMENT)).containsExactly("/* half\nint x");
        assertThat(words("\"\"\"\nhalf", STRING)).containsExactly("\"\"\"\nhalf");
        assertThat(words("\"\\", STRING)).containsExactly("\"\\");
    }

    @Test
    void wordsThatAreKeywordsSometimesAreNamesOtherwise() {
        assertThat(words("record Point(int x) {}", KEYWORD)).containsExactly("record", "int");
        assertThat(words("record.x(); var = 3", KEYWORD)).isEmpty();
        assertThat(words("non-sealed interface A", KEYWORD)).containsExactly("non-sealed", "interface");
    }

    @Test
    void codeBeginsAfterSpaceAndComments() {
        assertThat(JavaTokens.firstCode("\n // a\n /* b */ int x")).isEqualTo("\n // a\n /* b */ ".length());
        assertThat(JavaTokens.firstCode(" // a")).isEqualTo(5);
    }

    /** Whatever is typed: spans are in order, within the text, without overlap, and leave only space out. */
    @Test
    void everyTextIsCovered() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "aZ_9.\"'\\/*\n @(){};=+-eE0x\t\u00e9";
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(40);
            for (int i = 0; i < length; i++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            int at = 0;
            for (JavaTokens.Span span : JavaTokens.of(text.toString())) {
                assertThat(span.start()).as("seed %d: %s", seed, text).isGreaterThanOrEqualTo(at);
                assertThat(text.substring(at, span.start())).as("seed %d: %s", seed, text).isBlank();
                assertThat(span.end()).as("seed %d: %s", seed, text).isGreaterThan(span.start());
                at = span.end();
            }
            assertThat(text.substring(at)).as("seed %d: %s", seed, text).isBlank();
        }
    }

    private static List<String> words(String text, JavaTokens.Kind kind) {
        return JavaTokens.of(text).stream().filter(span -> span.kind() == kind).map(span -> text.substring(span.start(), span.end())).toList();
    }
}
