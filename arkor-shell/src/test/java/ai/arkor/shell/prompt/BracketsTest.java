package ai.arkor.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.shell.snippet.JavaTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BracketsTest {

    @ParameterizedTest
    @ValueSource(strings = {"f(", "int f() {", "new int[] {1,", "\"\"\"\ntext", "\"\"\"", "/* more", "f(\")\""})
    void theseGoOn(String text) {
        assertThat(Brackets.areOpen(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "f()", "f(\"(\")", "// (", "'('", "\"\"\"\ntext\"\"\"", "/* ( */", "f())", "\"(\""})
    void theseDoNot(String text) {
        assertThat(Brackets.areOpen(text)).isFalse();
    }

    @Test
    void pairsAreFoundBothWaysAndStraysAreNamed() {
        String text = "f(a[0]))";
        Brackets brackets = Brackets.of(text, JavaTokens.of(text));
        assertThat(brackets.pairs()).containsEntry(1, 6).containsEntry(6, 1).containsEntry(3, 5).hasSize(4);
        assertThat(brackets.unmatched()).containsExactly(7);
    }
}
