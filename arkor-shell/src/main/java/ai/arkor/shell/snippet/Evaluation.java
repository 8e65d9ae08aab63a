package ai.arkor.shell.snippet;

import java.util.Optional;

/** What became of one snippet. */
public sealed interface Evaluation {

    /**
     * It ran.
     *
     * @param text what to tell people of it, such as {@code x ==> 3}; empty when there is nothing to tell
     * @param value the object it made; empty for none and for null
     */
    record Done(String text, Optional<Object> value) implements Evaluation {}

    /**
     * It does not compile.
     *
     * @param start where the problem begins, in characters of the whole text that was evaluated
     * @param end after its last character
     */
    record Rejected(String message, int start, int end) implements Evaluation {}

    /** It threw. {@code text} has the exception, and the snippet's own part of the stack where that helps. */
    record Threw(String text) implements Evaluation {}

    /** It was stopped from outside. */
    record Stopped() implements Evaluation {}
}
