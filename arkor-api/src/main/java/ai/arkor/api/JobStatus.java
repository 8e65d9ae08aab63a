package ai.arkor.api;

import java.util.Locale;
import java.util.Optional;

/**
 * The status of a job: an open value, because a backend may say a word that this version does not know.
 *
 * <p>An unknown status is carried as it is; it never counts as terminal nor as success.
 *
 * @param raw the word as the backend said it
 */
public record JobStatus(String raw) {

    public static final JobStatus QUEUED = new JobStatus("queued");
    public static final JobStatus RUNNING = new JobStatus("running");
    public static final JobStatus COMPLETED = new JobStatus("completed");
    public static final JobStatus FAILED = new JobStatus("failed");
    public static final JobStatus CANCELLED = new JobStatus("cancelled");

    /** The statuses this version knows. */
    public enum Known {
        QUEUED,
        RUNNING,
        COMPLETED,
        FAILED,
        CANCELLED
    }

    /** The status as an enum to switch over; empty for a word this version does not know. */
    public Optional<Known> known() {
        for (Known known : Known.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(raw)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** Whether the run is over for good. */
    public boolean isTerminal() {
        return equals(COMPLETED) || equals(FAILED) || equals(CANCELLED);
    }

    @Override
    public String toString() {
        return raw;
    }
}
