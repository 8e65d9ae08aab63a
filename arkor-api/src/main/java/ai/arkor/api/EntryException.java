package ai.arkor.api;

import java.io.Serial;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A training entry could not be found, compiled, loaded or used. */
public class EntryException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 10;

    private final transient @Nullable List<SourceError> errors;
    private final String remedy;

    public EntryException(String message) {
        this(message, null);
    }

    public EntryException(String message, @Nullable Throwable cause) {
        super(message, cause);
        errors = List.of();
        remedy = "";
    }

    /**
     * The source of an entry does not compile. The message has the first ten errors, each as {@code file:line:column: what}, with its line of the source
     * and a caret below the place.
     *
     * @param errors at least one, in the order of importance
     * @param remedy a last line that says what to do; empty for none
     */
    public EntryException(List<SourceError> errors, String remedy) {
        super(text(errors, remedy, null));
        this.errors = List.copyOf(errors);
        this.remedy = remedy;
    }

    /** What is wrong in the source, all of it; empty when the fault is not one of the source. */
    public List<SourceError> errors() {
        return Objects.requireNonNullElse(errors, List.of());
    }

    /** Where the first of the {@link #errors()} is. */
    public Optional<SourcePosition> position() {
        return errors().stream().findFirst().map(SourceError::position);
    }

    /**
     * The message for somebody who works in that folder: source files below it are named from there.
     *
     * @param directory absolute
     */
    public String message(Path directory) {
        return errors().isEmpty() ? Objects.requireNonNullElse(getMessage(), "") : text(errors(), remedy, directory);
    }

    private static String text(List<SourceError> errors, String remedy, @Nullable Path directory) {
        StringBuilder text = new StringBuilder();
        errors.stream().limit(SHOWN).forEach(error -> text.append(error.text(directory)).append('\n'));
        if (errors.size() > 1) {
            text.append(errors.size()).append(errors.size() > SHOWN ? " errors; these are the first " + SHOWN : " errors").append('\n');
        }
        return text.append(remedy).toString().stripTrailing();
    }

    /**
     * One thing that is wrong in a source.
     *
     * @param message what is wrong, perhaps with further lines
     * @param sourceLine the line it is in; empty when it is not known
     */
    public record SourceError(SourcePosition position, String message, String sourceLine) {

        /** Of what a caret is shown for, so that a line of generated code does not fill the screen. */
        private static final int WIDTH = 160;

        /**
         * An error at a place in a file's text.
         *
         * @param offset the place, counted in chars from 0
         */
        public static SourceError at(Path file, String text, int offset, String message) {
            int place = Math.max(0, Math.min(offset, text.length()));
            int start = place;
            while (start > 0 && !isLineEnd(text.charAt(start - 1))) {
                start--;
            }
            int end = place;
            while (end < text.length() && !isLineEnd(text.charAt(end))) {
                end++;
            }
            long line = 1 + text.substring(0, start).lines().count();
            return new SourceError(new SourcePosition(file, line, place - start + 1), message, text.substring(start, end));
        }

        private static boolean isLineEnd(char c) {
            return c == '\n' || c == '\r';
        }

        private String text(@Nullable Path directory) {
            List<String> lines = message.strip().lines().map(String::stripTrailing).toList();
            StringBuilder text = new StringBuilder(position.text(directory)).append(": ").append(lines.isEmpty() ? "does not compile" : lines.get(0));
            if (!sourceLine.isBlank()) {
                int caret = (int) Math.min(position.column() - 1, sourceLine.length());
                int from = Math.max(0, caret - WIDTH / 2);
                int to = Math.min(sourceLine.length(), from + WIDTH);
                text.append('\n').append(sourceLine, from, to).append('\n');
                sourceLine.substring(from, caret).chars().forEach(c -> text.append(spaceOf(c)));
                text.append('^');
            }
            lines.stream().skip(1).forEach(line -> text.append('\n').append(line));
            return text.toString();
        }

        /** As wide as the char: a tab stays one, however wide it is shown; those of East Asia take two columns. Of other wide ones each has two chars. */
        private static String spaceOf(int c) {
            boolean wide = c >= 0x1100 && c <= 0x115F || c >= 0x2E80 && c <= 0xA4CF || c >= 0xAC00 && c <= 0xD7A3 || c >= 0xF900 && c <= 0xFAFF
                    || c >= 0xFE30 && c <= 0xFE6F || c >= 0xFF00 && c <= 0xFF60 || c >= 0xFFE0 && c <= 0xFFE6;
            return c == '\t' ? "\t" : wide ? "  " : " ";
        }
    }

    /**
     * A place in a source file.
     *
     * @param line counted from 1
     * @param column counted from 1, in chars
     */
    public record SourcePosition(Path file, long line, long column) {

        private String text(@Nullable Path directory) {
            boolean below = directory != null && file.startsWith(directory) && !file.equals(directory);
            return (below ? directory.relativize(file) : file) + ":" + line + ":" + column;
        }

        @Override
        public String toString() {
            return text(null);
        }
    }
}
