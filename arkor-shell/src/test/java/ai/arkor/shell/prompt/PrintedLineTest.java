package ai.arkor.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintedLineTest {

    /** ^ stands for ESC, < for a carriage return. */
    @ParameterizedTest
    @CsvSource({"plain,plain", "täglich 日本,täglich 日本", "^[31mred,^[31mred^[0m", "^[1;31mred^[0m,^[1;31mred^[0m^[0m", "^[5Aup,up", "^[2J^[Hcleared,cleared",
        "^]0;title\007text,text", "10 %<20 %<30 %,30 %", "windows<,windows", "^[?25lhidden,hidden", "bell\007,bell", "^,''", "^[,''"})
    void keepsColoursAndNothingThatMovesTheCursor(String printed, String shown) {
        assertThat(PrintedLine.harmless(keys(printed))).isEqualTo(keys(shown));
    }

    private static String keys(String text) {
        return text.replace('^', '\033').replace('<', '\r').replace("\\007", "\007");
    }
}
