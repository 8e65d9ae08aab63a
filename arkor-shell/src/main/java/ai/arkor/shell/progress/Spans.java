package ai.arkor.shell.progress;

import java.time.Duration;

/** Spans of time as people read them: {@code 8s}, {@code 1m 05s}, {@code 3h 12m}. */
public final class Spans {

    private Spans() {}

    public static String text(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return seconds / 60 + "m " + twoDigits(seconds % 60) + "s";
        }
        return seconds / 3600 + "h " + twoDigits(seconds % 3600 / 60) + "m";
    }

    private static String twoDigits(long value) {
        return (value < 10 ? "0" : "") + value;
    }
}
