package ai.arkor.api;

import java.io.Serial;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A training entry could not be found, compiled, loaded or used. */
public class EntryException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable SourcePosition position;

    public EntryException(String message) {
        this(message, null, null);
    }

    public EntryException(String message, @Nullable Throwable cause) {
        this(message, null, cause);
    }

    public EntryException(String message, @Nullable SourcePosition position, @Nullable Throwable cause) {
        super(position == null ? message : position + ": " + message, cause);
        this.position = position;
    }

    /** Where in the source the fault is, when it is in a source. */
    public Optional<SourcePosition> position() {
        return Optional.ofNullable(position);
    }

    /**
     * A place in a source file.
     *
     * @param line counted from 1
     * @param column counted from 1
     */
    public record SourcePosition(Path file, long line, long column) {
        @Override
        public String toString() {
            return file + ":" + line + ":" + column;
        }
    }
}
