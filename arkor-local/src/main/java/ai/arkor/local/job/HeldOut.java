package ai.arkor.local.job;

import java.nio.file.Path;

/** Which rows are not trained on but evaluated. */
public sealed interface HeldOut {

    /** None: every row is trained on. */
    record None() implements HeldOut {}

    /** That part of the rows, drawn with the run's seed; at least one row. */
    record Fraction(double value) implements HeldOut {}

    /** The rows of a file of their own. */
    record File(Path path) implements HeldOut {}
}
