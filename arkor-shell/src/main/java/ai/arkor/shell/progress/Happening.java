package ai.arkor.shell.progress;

import java.time.Instant;
import java.util.Optional;

/**
 * Something people are told of a run.
 *
 * @param at empty when nobody said
 */
record Happening(Optional<Instant> at, String text, Mood mood) {

    enum Mood {
        PLAIN,
        GOOD,
        DOUBTFUL,
        BAD
    }
}
