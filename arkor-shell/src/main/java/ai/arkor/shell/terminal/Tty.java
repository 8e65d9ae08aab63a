package ai.arkor.shell.terminal;

import java.util.Map;

/** Which of the standard streams are a terminal, and whether colours are wanted there. */
public record Tty(boolean in, boolean out, boolean err, boolean colours) {

    /** One character a stream, in the order in, out, err: 1 when it is a terminal. The launcher finds out, because Java 17 cannot. */
    private static final String PROPERTY = "ai.arkor.shell.terminal";

    public static Tty of(Map<String, String> environment) {
        String streams = streams();
        boolean out = streams.charAt(1) == '1' && !isDumb(environment);
        return new Tty(streams.charAt(0) == '1', out, streams.charAt(2) == '1', out && wantsColours(environment));
    }

    /** Whether the terminal does nothing but show what is written, line under line. */
    public static boolean isDumb(Map<String, String> environment) {
        return "dumb".equals(environment.get("TERM"));
    }

    private static String streams() {
        return System.getProperty(PROPERTY, System.console() != null ? "111" : "000");
    }

    /** Whether the standard output is a terminal, also a dumb one. */
    public static boolean isOutTerminal() {
        return streams().charAt(1) == '1';
    }

    /** Whether a line may be drawn over again and a prompt be opened. */
    public boolean interactive() {
        return in && out;
    }

    /** See no-color.org; build machines show escapes as text. */
    private static boolean wantsColours(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty() && environment.getOrDefault("CI", "").isEmpty();
    }
}
