package ai.arkor.shell.terminal;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which characters the terminal can show: those of Unicode, or those of ASCII only. */
public enum Glyphs {
    UNICODE,
    ASCII;

    /** A dumb terminal shows what it likes; the Linux console's font has a few hundred characters, and none of braille. */
    private static final Set<String> POOR_TERMINALS = Set.of("dumb", "linux");

    private static final String DRAWN = "⣿◆━╾▲…";

    /** The first that is set decides, as in POSIX. */
    private static final String[] LOCALE = {"LC_ALL", "LC_CTYPE", "LANG"};

    /**
     * What the environment says of the terminal. Without a locale it is that of C, except on Windows, which has none in its environment.
     *
     * @param charset that of what is written to the terminal
     */
    public static Glyphs of(Map<String, String> environment, Charset charset) {
        return of(environment, charset, System.getProperty("os.name", "").startsWith("Windows"));
    }

    static Glyphs of(Map<String, String> environment, Charset charset, boolean windows) {
        boolean drawable = charset.canEncode() && charset.newEncoder().canEncode(DRAWN);
        boolean poor = POOR_TERMINALS.contains(environment.getOrDefault("TERM", ""));
        return drawable && !poor && (windows || isUtf8(environment)) ? UNICODE : ASCII;
    }

    private static boolean isUtf8(Map<String, String> environment) {
        String locale = Stream.of(LOCALE).map(name -> environment.getOrDefault(name, "")).filter(value -> !value.isEmpty()).findFirst().orElse("");
        return locale.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT).contains("UTF8");
    }

    /** The one of two texts that can be shown. */
    public String either(String unicode, String ascii) {
        return this == UNICODE ? unicode : ascii;
    }

    /** What stands for text that was cut off. */
    public String ellipsis() {
        return either("…", "..");
    }

    /** Between parts of a line. */
    public String dot() {
        return either("·", "-");
    }

    /** A text of unknown origin as a line can take it: see {@link Cells#clean}; in ASCII, other characters become question marks. */
    public String clean(String text) {
        String clean = Cells.clean(text);
        return this == UNICODE ? clean : clean.codePoints().map(c -> c < 0x7f ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
