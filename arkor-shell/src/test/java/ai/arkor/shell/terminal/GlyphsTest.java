package ai.arkor.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GlyphsTest {

    @Test
    void theLocaleDecidesByItsFirstVariableThatIsSet() {
        assertThat(unix(Map.of("LANG", "en_GB.UTF-8"))).isEqualTo(Glyphs.UNICODE);
        assertThat(unix(Map.of("LANG", "en_GB.utf8", "LC_ALL", ""))).isEqualTo(Glyphs.UNICODE);
        assertThat(unix(Map.of("LANG", "en_GB.UTF-8", "LC_CTYPE", "C"))).isEqualTo(Glyphs.ASCII);
        assertThat(unix(Map.of("LANG", "C", "LC_CTYPE", "POSIX", "LC_ALL", "C.UTF-8"))).isEqualTo(Glyphs.UNICODE);
        assertThat(unix(Map.of("LANG", "de_DE.ISO-8859-1"))).isEqualTo(Glyphs.ASCII);
        assertThat(unix(Map.of())).isEqualTo(Glyphs.ASCII);
    }

    @Test
    void terminalsWithoutTheCharactersGetAscii() {
        assertThat(unix(Map.of("LANG", "C.UTF-8", "TERM", "linux"))).isEqualTo(Glyphs.ASCII);
        assertThat(unix(Map.of("LANG", "C.UTF-8", "TERM", "dumb"))).isEqualTo(Glyphs.ASCII);
        assertThat(unix(Map.of("LANG", "C.UTF-8", "TERM", "xterm-256color"))).isEqualTo(Glyphs.UNICODE);
    }

    @Test
    void onWindowsTheCharsetDecides() {
        assertThat(Glyphs.of(Map.of(), StandardCharsets.UTF_8, true)).isEqualTo(Glyphs.UNICODE);
        assertThat(Glyphs.of(Map.of(), StandardCharsets.ISO_8859_1, true)).isEqualTo(Glyphs.ASCII);
    }

    @Test
    void aCharsetThatHasThemNotGivesAscii() {
        assertThat(Glyphs.of(Map.of("LANG", "C.UTF-8"), Charset.forName("US-ASCII"), false)).isEqualTo(Glyphs.ASCII);
    }

    private static Glyphs unix(Map<String, String> environment) {
        return Glyphs.of(environment, StandardCharsets.UTF_8, false);
    }
}
