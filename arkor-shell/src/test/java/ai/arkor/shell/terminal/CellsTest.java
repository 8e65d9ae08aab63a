package ai.arkor.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {

    @Test
    void eastAsianCharactersAndEmojiTakeTwoColumnsMarksAndColoursNone() {
        assertThat(Cells.width("abc")).isEqualTo(3);
        assertThat(Cells.width("日本語")).isEqualTo(6);
        assertThat(Cells.width("🚀")).isEqualTo(2);
        assertThat(Cells.width("e\u0301")).isEqualTo(1);
        assertThat(Cells.width("\033[1;32mok\033[0m")).isEqualTo(2);
        assertThat(Cells.width("⣿◆━╾▲…")).isEqualTo(6);
    }

    @Test
    void nothingATerminalActsOnIsLeft() {
        assertThat(Cells.clean("a\033[2J\033[31mb\033[0m")).isEqualTo("ab");
        assertThat(Cells.clean("a\u009b2Jb")).isEqualTo("ab");
        assertThat(Cells.clean("a\033]0;title\007b\033]8;;http://x\033\\c")).isEqualTo("abc");
        assertThat(Cells.clean("a\033Pq#0\033\\b")).isEqualTo("ab");
        assertThat(Cells.clean("a\033cb\033(0c\033")).isEqualTo("abc");
        assertThat(Cells.clean("a\r\b\007\177b")).isEqualTo("ab");
        assertThat(Cells.clean("one\ntwo\tthree")).isEqualTo("one two three");
        assertThat(Cells.clean("a\u202eb\u200bc\u2066d\ufe0f")).isEqualTo("abcd");
        assertThat(Cells.clean("\ud83d alone")).isEqualTo("? alone");
        assertThat(Cells.clean("naïve 日本 🚀")).isEqualTo("naïve 日本 🚀");
    }

    @ParameterizedTest
    @CsvSource({"abcdef,6,abcdef", "abcdef,4,abc…", "日本語,5,日本…", "日本語,4,日…", "abc,1,a", "abc,0,''"})
    void isCutToColumnsNotToCharacters(String text, int columns, String expected) {
        assertThat(Cells.cut(text, columns, Glyphs.UNICODE)).isEqualTo(expected);
    }

    @Test
    void aRowIsCutAcrossItsPiecesAndKeepsItsColoursWhole() {
        Row row = new Row(Glyphs.UNICODE).add("name ", Style.COLOURED::strong).add("日本語", Style.COLOURED::good).add(" tail\033[2J");

        assertThat(row.width()).isEqualTo(16);
        assertThat(row.text(16)).isEqualTo("\033[1mname \033[0m\033[32m日本語\033[0m tail");
        assertThat(row.text(9)).isEqualTo("\033[1mname \033[0m\033[32m日…\033[0m");
        assertThat(row.text(5)).isEqualTo("\033[1mname…\033[0m");
        for (int columns = 0; columns < 20; columns++) {
            assertThat(Cells.width(row.text(columns))).isLessThanOrEqualTo(columns);
        }
    }

    @Test
    void whatIsNotAsciiIsAskedAfterWhereOnlyAsciiIsShown() {
        assertThat(new Row(Glyphs.ASCII).add("naïve…").text(80)).isEqualTo("na?ve?");
        assertThat(new Row(Glyphs.ASCII).add("abcdef").text(4)).isEqualTo("ab..");
    }

    @Test
    void severalLinesAreCleanedEachAndStaySeveral() {
        assertThat(Cells.cleanLines("a\033[2J\n\tb\r\n\n\033]0;title without an end\nc\u202ed\n")).isEqualTo("a\n\tb\n\n\ncd\n");
        assertThat(Cells.cleanLines("\u0645\u06cc\u200c\u062e")).isEqualTo("\u0645\u06cc\u200c\u062e");
    }
}
