package ai.arkor.api.spi;

import ai.arkor.api.RunReference;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * How far a run's callbacks are.
 *
 * @param stage of the event {@link #event()}
 * @param before the id of the event before it; empty when there was none
 * @param event the id of the event last called back for; empty when there was none
 * @param memory what else is to be remembered with it, any text
 */
public record CursorMark(RunReference run, Stage stage, Optional<String> before, Optional<String> event, String memory) {

    private static final int FIELDS = 7;
    private static final String ABSENT = "-";

    /** How far the callback for an event is. */
    public enum Stage {
        /** It may have been called. */
        BEGUN,
        /** It returned. */
        DONE,
        /** It returned, and the event was the run's last. */
        LAST
    }

    /** The mark of a run none of whose events was called back for. */
    public static CursorMark none(RunReference run) {
        return new CursorMark(run, Stage.DONE, Optional.empty(), Optional.empty(), "");
    }

    /** The event to observe the run after, so that the first one given is the next to call back for, or the last if there is no next. */
    public Optional<String> resumeAfter() {
        return stage == Stage.DONE ? event : before;
    }

    /** A mark and which write of its file it is. */
    record Numbered(long number, CursorMark mark) {}

    String line(long number) {
        String fields = String.join(" ", Long.toString(number), stage.name(), encode(run.toString()), before.map(CursorMark::encode).orElse(ABSENT),
                event.map(CursorMark::encode).orElse(ABSENT), encode(memory));
        return checksum(fields) + " " + fields;
    }

    static Optional<Numbered> parse(String slot) {
        String[] fields = slot.strip().split(" ");
        if (fields.length != FIELDS || !fields[0].equals(checksum(slot.strip().substring(fields[0].length() + 1)))) {
            return Optional.empty();
        }
        CursorMark mark = new CursorMark(RunReference.parse(decode(fields[3])), Stage.valueOf(fields[2]), optional(fields[4]), optional(fields[5]),
                decode(fields[6]));
        return Optional.of(new Numbered(Long.parseLong(fields[1]), mark));
    }

    private static String checksum(String fields) {
        CRC32 sum = new CRC32();
        sum.update(fields.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(sum.getValue());
    }

    private static Optional<String> optional(String field) {
        return field.equals(ABSENT) ? Optional.empty() : Optional.of(decode(field));
    }

    /** Never empty, never {@link #ABSENT}, and without spaces. */
    private static String encode(String text) {
        return URLEncoder.encode("=" + text, StandardCharsets.UTF_8);
    }

    private static String decode(String field) {
        return URLDecoder.decode(field, StandardCharsets.UTF_8).substring(1);
    }
}
